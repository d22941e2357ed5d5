import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const icon = (shape: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;

/** Line drawings on a grid of 24, in the colour of the text; they carry no meaning of their own. */
export const icons = {
  clock: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`),
  place: icon(
    svg`<path d="M12 21c4.5-4.6 6.5-7.6 6.5-10.5a6.5 6.5 0 0 0-13 0C5.5 13.4 7.5 16.4 12 21Z"/><circle cx="12" cy="10.5" r="2.25"/>`,
  ),
  globe: icon(
    svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17"/>`,
  ),
  calendar: icon(svg`<rect x="4" y="5.5" width="16" height="14.5" rx="2.5"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>`),
  previous: icon(svg`<path d="m14.5 6-6 6 6 6"/>`),
  next: icon(svg`<path d="m9.5 6 6 6-6 6"/>`),
  check: icon(svg`<path d="m5.5 12.5 4.5 4.5 8.500-10"/>`),
  warning: icon(svg`<path d="M12 4.5 3.5 19h17Z"/><path d="M12 10v4M12 16.5v.01"/>`),
};
