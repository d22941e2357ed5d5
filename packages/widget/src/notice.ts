import { html, nothing, type TemplateResult } from "lit";
import { icons } from "./icons.ts";

export interface Notice {
  text: unknown;
  /** Something failed; otherwise it is only worth knowing. */
  isWrong: boolean;
  /** What can be done about it. */
  actions?: readonly { label: string; run: () => void }[];
}

/** A few words in place of, or above, what was expected. It can take the focus that something else has lost. */
export function renderNotice({ text, isWrong, actions = [] }: Notice): TemplateResult {
  const buttons = actions.map(({ label, run }) => html`<button type="button" @click=${run}>${label}</button>`);
  return html`<div class=${isWrong ? "notice wrong" : "notice"} part=${isWrong ? "alert" : "empty"} role=${isWrong ? "alert" : nothing} tabindex="-1">
    <p>${isWrong ? icons.warning : icons.calendar}<span>${text}</span></p>
    ${buttons.length > 0 ? html`<div class="choices">${buttons}</div>` : nothing}
  </div>`;
}
