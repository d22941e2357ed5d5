/** An example that can be typed as it stands: a query, and a command that reads it. */
export function queryHelp(command: string): string {
  return `Example:
  ${command} <<'END'
{ "now": "2026-11-20T08:00:00Z", "durationMinutes": 30, "bufferAfterMinutes": 10,
  "range": { "start": "2026-11-23T00:00:00+01:00", "end": "2026-11-24T00:00:00+01:00" },
  "hosts": [ { "id": "ada",
    "schedule": { "timeZone": "Europe/Berlin", "weekly": { "monday": [ { "start": "09:00", "end": "12:00" } ] } },
    "busy": [ { "start": "2026-11-23T10:00:00+01:00", "end": "2026-11-23T10:30:00+01:00", "source": "ada@example.com" } ] } ] }
END
`;
}
