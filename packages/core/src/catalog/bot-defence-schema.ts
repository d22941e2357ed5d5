import { z } from "zod";
import { type BotDefenceMode, botDefenceModes } from "../ports/bot-defence.ts";
import type { EventType } from "../ports/catalog.ts";

/** Whether bookings have to come from a form of ours. */
export interface BotDefenceChoice {
  /** `off`, `optional` or `required`. Default: as `createSlotKit` says. */
  botDefence?: BotDefenceMode | undefined;
}

/** Fields of {@link BotDefenceChoice}. */
export const botDefenceShape = {
  botDefence: z.enum(botDefenceModes, { error: 'must be "off", "optional" or "required"' }).optional(),
};

export function resolveBotDefenceChoice({ botDefence }: BotDefenceChoice) {
  return { botDefence: botDefence ?? null } satisfies Partial<EventType>;
}
