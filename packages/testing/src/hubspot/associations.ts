import { invalid } from "./hubspot-refusal.ts";

/** A directed pair of object types with HubSpot's own id and name for it. */
export interface AssociationType {
  typeId: number;
  name: string;
  from: string;
  to: string;
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/associations/overview */
export const associationTypes: readonly AssociationType[] = [
  { typeId: 199, name: "contact_to_meeting_event", from: "contacts", to: "meetings" },
  { typeId: 200, name: "meeting_event_to_contact", from: "meetings", to: "contacts" },
];

/** Which contacts and which meetings belong together. Every pair is seen from both sides. */
export interface Associations {
  link(type: AssociationType, fromId: string, toId: string): void;
  /** Ids of the other side, in the order they were linked. */
  of(type: AssociationType, fromId: string): string[];
  /** Hands all that belongs to `fromId` to `toId`. */
  move(objectType: string, fromId: string, toId: string): void;
}

interface Pair {
  contacts: string;
  meetings: string;
}

export function createAssociations(): Associations {
  const pairs: Pair[] = [];
  return {
    link({ from }, fromId, toId) {
      const pair: Pair =
        side(from) === "contacts" ? { contacts: fromId, meetings: toId } : { contacts: toId, meetings: fromId };
      const known = pairs.some(({ contacts, meetings }) => contacts === pair.contacts && meetings === pair.meetings);
      if (!known) pairs.push(pair);
    },
    of: ({ from, to }, fromId) => pairs.filter((pair) => pair[side(from)] === fromId).map((pair) => pair[side(to)]),
    move(objectType, fromId, toId) {
      for (const pair of pairs) if (pair[side(objectType)] === fromId) pair[side(objectType)] = toId;
    },
  };
}

/** @throws {HubSpotRefusal} 400 if these two types cannot be associated here. */
export function associationBetween(from: string, to: string): AssociationType {
  const type = associationTypes.find((candidate) => candidate.from === from && candidate.to === to);
  if (!type) throw invalid(`No association from ${from} to ${to}`);
  return type;
}

function side(objectType: string): keyof Pair {
  return objectType === "contacts" ? "contacts" : "meetings";
}
