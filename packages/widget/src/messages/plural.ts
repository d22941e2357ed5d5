/** The forms of a noun by the plural categories of its language; `#` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Counts in one language: `plural("pl")({ one: "# termin", few: "# terminy", other: "# terminów" }, 3)`. The number is
 * written in that language's digits.
 */
export function plural(locale: string): (forms: PluralForms, count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (forms, count) => (forms[rules.select(count)] ?? forms.other).replace("#", digits.format(count));
}
