/** The campaign parameters of a page's address, such as `utm_source`, as the API takes them: at most 500 characters each. */
export function utmOf(search: string): Record<string, string> {
  const parameters = [...new URLSearchParams(search)].filter(([name]) => /^utm_[a-z]{1,20}$/.test(name));
  return Object.fromEntries(parameters.map(([name, value]) => [name, value.slice(0, 500)]));
}
