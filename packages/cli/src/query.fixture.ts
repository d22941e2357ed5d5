/** Open on Mondays from 09:00 to 12:00 in Berlin, busy on 2026-11-23 from 10:00 to 10:30. */
export const ada = {
  id: "ada",
  schedule: { timeZone: "Europe/Berlin", weekly: { monday: [{ start: "09:00", end: "12:00" }] } },
  busy: [{ start: "2026-11-23T10:00:00+01:00", end: "2026-11-23T10:30:00+01:00", source: "ada@example.com" }],
};

/** Ada on that Monday, in half hours with ten minutes after. */
export const monday = {
  now: "2026-11-20T08:00:00Z",
  range: { start: "2026-11-23T00:00:00+01:00", end: "2026-11-24T00:00:00+01:00" },
  durationMinutes: 30,
  bufferAfterMinutes: 10,
  hosts: [ada],
};
