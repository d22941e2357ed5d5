import { html, nothing, type TemplateResult } from "lit";
import type { Messages } from "../messages/messages.ts";
import type { FieldValue, FormField } from "./form-field.ts";

/** One question with its answer, its help and what is wrong with it. */
export function renderField(
  field: FormField,
  value: FieldValue | undefined,
  error: string,
  words: Messages,
): TemplateResult {
  const { name, label, type, help, required = false, options = [], min, max, placeholder } = field;
  const classes = field.isHalf ? "field" : "field wide";
  const title = html`${label} ${required ? nothing : html`<span class="muted">(${words.optional})</span>`}`;
  const described = [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ") || nothing;
  const notes = html`
    ${help ? html`<small class="muted" id="${name}-help">${help}</small>` : nothing}
    ${error ? html`<small class="error" part="error" id="${name}-error">${error}</small>` : nothing}
  `;
  const text = typeof value === "string" ? value : "";
  const isWrong = error !== "";
  const tick = (kind: string, option: string, isTicked: boolean, caption: unknown) =>
    html`<label class="tick" part="label">
      <input type=${kind} name=${name} value=${option} aria-describedby=${described} aria-invalid=${isWrong} ?required=${required && kind === "radio"} .checked=${isTicked} />
      <span>${caption}</span>
    </label>`;
  switch (type) {
    case "boolean":
      return html`<div class=${classes} part="field">${tick("checkbox", "", value === true, title)}${notes}</div>`;
    case "radio":
    case "multiSelect": {
      const chosen = typeof value === "object" ? value : [value];
      const kind = type === "radio" ? type : "checkbox";
      const ticks = options.map((option) => tick(kind, option.value, chosen.includes(option.value), option.label));
      return html`<fieldset class=${classes} part="field"><legend part="label">${title}</legend>${notes}${ticks}</fieldset>`;
    }
  }
  const isText = type !== "number" && type !== "date";
  const input =
    type === "longText"
      ? html`<textarea id=${name} name=${name} part="input" rows="3" maxlength=${max ?? nothing} placeholder=${placeholder ?? nothing} aria-describedby=${described} aria-invalid=${isWrong} ?required=${required} .value=${text}></textarea>`
      : type === "select"
        ? html`<select id=${name} name=${name} part="input" aria-describedby=${described} aria-invalid=${isWrong} ?required=${required}>
            <option value="">${placeholder ?? words.choose}</option>
            ${options.map((option) => html`<option value=${option.value} .selected=${option.value === text}>${option.label}</option>`)}
          </select>`
        : html`<input id=${name} name=${name} part="input" type=${{ phone: "tel", emails: "email" }[type as string] ?? type} ?multiple=${type === "emails"}
            min=${isText ? nothing : (min ?? nothing)} max=${isText ? nothing : (max ?? nothing)} maxlength=${isText ? (max ?? nothing) : nothing} step=${type === "number" ? "any" : nothing}
            placeholder=${placeholder ?? nothing} autocomplete=${field.autocomplete ?? nothing} aria-describedby=${described} aria-invalid=${isWrong} ?required=${required} .value=${text} />`;
  return html`<div class=${classes} part="field"><label for=${name} part="label">${title}</label>${notes}${input}</div>`;
}
