/**
 * A generated model as it travels: dates are text, enum members their values, and a name that the generator had to
 * escape (`_new`) is itself again. Required stays required, so the compiler refuses an answer that lacks a field.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends string
    ? `${T}`
    : T extends readonly (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [Key in keyof T as Key extends `_${infer Bare}` ? Bare : Key]: Wire<T[Key]> }
        : T;
