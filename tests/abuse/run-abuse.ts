import { createSeededRandom } from "@slotkit/testing/clock";
import { type AbuseApi, createAbuseApi, quartersPerDay, type Told } from "./abuse-api.ts";
import { createAgenda } from "./agenda.ts";

/** What is done to an API, and by whom. */
export interface Attack {
  seed: number;
  minutes: number;
  /** Bookings that bots ask for, all of them together. */
  attemptsPerMinute: number;
  /** Addresses they ask from, at random. */
  addresses: number;
  /** People who book meanwhile; one in five of them sits in one office, behind one address. */
  peoplePerMinute: number;
}

/** How bots behave. Only `patient` does nothing that a person would not do. */
export const botKinds = [
  "noToken",
  "instant",
  "honeypot",
  "replay",
  "otherEventType",
  "forged",
  "old",
  "patient",
] as const;
export type BotKind = (typeof botKinds)[number];

export interface AttackOutcome {
  bots: Record<BotKind, { asked: number; booked: number }>;
  /** What those were told who were not let in: status and body, with how often. */
  refusals: Map<string, number>;
  people: { asked: number; booked: number; refused: string[] };
  /** Most bookings that bots got under one e-mail address, and from one network address. */
  mostPerEmail: number;
  mostPerAddress: number;
  /** Of a host's day, when the attack ends. */
  largestHeldShare: number;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;
const monday = Date.parse("2026-11-23T00:00:00Z");

/** Attacks the API, on virtual time, while people book with it. */
export async function runAbuse(attack: Attack): Promise<AttackOutcome> {
  const random = createSeededRandom(attack.seed);
  const below = (count: number) => Math.floor(random.float() * count);
  const api = createAbuseApi();
  const outcome = emptyOutcome();
  const agenda = createAgenda();
  const attackMs = attack.minutes * minuteMs;
  const anyTime = () => below(attackMs);
  const anyStart = (days = 5) => monday + below(days * quartersPerDay) * 15 * minuteMs;
  const anyBot = () => addressOfBot(below(attack.addresses));
  const perEmail = new Map<string, number>();
  const perAddress = new Map<string, number>();

  const stolen = await stealTokens(api);
  const beganMs = api.clock.now();
  const nowMs = () => api.clock.now() - beganMs;

  async function botBooks(kind: BotKind, address: string, form: object | undefined): Promise<void> {
    const email = `bot${below(4)}@example.net`;
    const told = await api.book({ address, email, start: anyStart(), form });
    const { bots, refusals } = outcome;
    bots[kind].asked++;
    if (told.status !== 201)
      return count(refusals, `${kind === "patient" ? "patient " : ""}${told.status} ${wordsOf(told)}`);
    bots[kind].booked++;
    count(perEmail, email);
    count(perAddress, address);
  }

  async function patientlyWith(kind: BotKind, address: string, website: string): Promise<void> {
    const token = await api.loadForm(address);
    agenda.at(nowMs() + 10 * secondMs, () => botBooks(kind, address, { token, website }));
  }

  function botActs(kind: BotKind, address: string): Promise<void> {
    switch (kind) {
      case "noToken":
        return botBooks(kind, address, undefined);
      case "instant":
        return api.loadForm(address).then((token) => botBooks(kind, address, { token }));
      case "honeypot":
        return patientlyWith(kind, address, "https://spam.example");
      case "patient":
        return patientlyWith(kind, address, "");
      case "forged":
        return botBooks(kind, address, { token: forge(api.clock.now(), below) });
      case "replay":
      case "old":
      case "otherEventType":
        return botBooks(kind, address, { token: stolen[kind] });
      default:
        return kind satisfies never;
    }
  }

  async function personBooks(address: string, email: string, token: string): Promise<void> {
    outcome.people.asked++;
    let start: number | undefined = anyStart();
    while (start !== undefined) {
      const told: Told = await api.book({ address, email, start, form: { token, website: "" } });
      if (told.status === 201) return void outcome.people.booked++;
      // A time that somebody else has just taken refuses nobody: the person takes one of those offered instead.
      const [alternative] = told.status === 409 ? (JSON.parse(told.text).alternatives ?? []) : [];
      start = alternative && Date.parse(alternative.start);
      if (start === undefined) outcome.people.refused.push(`${told.status} ${wordsOf(told)}`);
    }
  }

  for (let index = 0; index < attack.attemptsPerMinute * attack.minutes; index++) {
    // One in a hundred is patient; the others are of the other kinds in equal parts.
    const kind = below(100) === 0 ? "patient" : (botKinds[below(botKinds.length - 1)] ?? "noToken");
    const address = anyBot();
    agenda.at(anyTime(), () => botActs(kind, address));
  }
  for (let index = 0; index < attack.peoplePerMinute * attack.minutes; index++) {
    const address = below(5) === 0 ? "203.0.113.7" : `192.0.${index >> 8}.${index & 255}`;
    // From somebody whose browser fills everything in to somebody who is called away to lunch.
    const fillMs = below(4) === 0 ? 3_500 : 5 * secondMs + below(60 * minuteMs);
    agenda.at(anyTime(), async () => {
      const token = await api.loadForm(address);
      agenda.at(nowMs() + fillMs, () => personBooks(address, `person${index}@example.org`, token));
    });
  }
  for (let index = 0; index < attack.addresses * 3; index++) {
    agenda.at(anyTime(), () => api.hold(addressOfBot(index % attack.addresses), anyStart(1)).then(() => {}));
  }
  agenda.at(attackMs, async () => {
    outcome.largestHeldShare = await api.largestHeldShare(monday);
  });

  await agenda.play((atMs) => api.clock.advance(Math.max(0, atMs - nowMs())));
  outcome.mostPerEmail = Math.max(0, ...perEmail.values());
  outcome.mostPerAddress = Math.max(0, ...perAddress.values());
  return outcome;
}

/** Tokens that were good once, or are good elsewhere. */
async function stealTokens({
  loadForm,
  clock,
}: AbuseApi): Promise<Record<"replay" | "old" | "otherEventType", string>> {
  const old = await loadForm("192.0.2.1");
  await clock.advance(dayMs - minuteMs);
  const [replay, otherEventType] = [await loadForm("192.0.2.1"), await loadForm("192.0.2.1", "other")];
  await clock.advance(minuteMs);
  return { old, replay, otherEventType };
}

/** What a bot can make that has read the source, but not the secret. */
function forge(now: number, below: (count: number) => number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const signature = Array.from({ length: 43 }, () => letters[below(letters.length)]).join("");
  return `${(now - 10 * secondMs).toString(36)}.${"0123456789abcdef"}.${signature}`;
}

const addressOfBot = (index: number) => `198.51.${index >> 8}.${index & 255}`;

function wordsOf({ text }: Told): string {
  const { code, detail, errors } = JSON.parse(text);
  return [code, detail, JSON.stringify(errors)].filter(Boolean).join(" ");
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function emptyOutcome(): AttackOutcome {
  const bots = Object.fromEntries(botKinds.map((kind) => [kind, { asked: 0, booked: 0 }])) as AttackOutcome["bots"];
  return {
    bots,
    refusals: new Map(),
    people: { asked: 0, booked: 0, refused: [] },
    mostPerEmail: 0,
    mostPerAddress: 0,
    largestHeldShare: 0,
  };
}
