/** Makes a check that an error of Google's client carries this `reason` in Google's envelope. */
export function hasReason(reason: string): (error: unknown) => boolean {
  return (error) => reasonOf(error) === reason;
}

function reasonOf(error: unknown): string | undefined {
  // The client hangs the answer onto its errors; the shape is Google's error envelope.
  const { response } = error as { response?: { data?: { error?: { errors?: { reason: string }[] } } } };
  return response?.data?.error?.errors?.[0]?.reason;
}
