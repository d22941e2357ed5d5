import type { EventType } from "../ports/catalog.ts";
import { lineSchema, textSchema } from "../validation/primitives.ts";
import { idSchema } from "./id-schema.ts";

/** What people see of an event type. */
export interface PresentationOptions {
  slug: string;
  title: string;
  description?: string | undefined;
  /** Where it takes place, as shown to people. */
  location?: string | undefined;
}

/** Fields of {@link PresentationOptions}. */
export const presentationShape = {
  slug: idSchema,
  title: lineSchema(200).min(1, { error: "must not be empty" }),
  description: textSchema(5000).optional(),
  location: lineSchema(500).optional(),
};

export function resolvePresentation({ slug, title, description, location }: PresentationOptions) {
  return {
    slug,
    title,
    description: description ?? null,
    location: location ?? null,
  } satisfies Partial<EventType>;
}
