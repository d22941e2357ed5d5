import { html, type TemplateResult } from "lit";

const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>`;

const circle = "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17";

/** Line drawings on a grid of 24, in the colour of the text; they carry no meaning of their own. */
export const icons = {
  clock: icon(`${circle}M12 7.5V12l3 2`),
  place: icon(
    "M12 21c4.5-4.6 6.5-7.6 6.5-10.5a6.5 6.5 0 0 0-13 0C5.5 13.4 7.5 16.4 12 21m0-12.500a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
  ),
  globe: icon(`${circle}M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17`),
  calendar: icon(
    "M4 8.500a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3V17a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3ZM4 10h16M8.5 3.5v4M15.5 3.5v4",
  ),
  previous: icon("m14.5 6-6 6 6 6"),
  next: icon("m9.5 6 6 6-6 6"),
  check: icon("m5.5 12.5 4.5 4.5 8.500-10"),
  warning: icon("M12 4.5 3.5 19h17ZM12 10v4M12 16.5v.01"),
  close: icon("m6 6 12 12M18 6 6 18"),
};
