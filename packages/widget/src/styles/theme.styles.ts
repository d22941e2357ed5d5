import { css } from "lit";

/**
 * What the host application may set, and what it is when it does not. Every pair of text and ground keeps 4.5:1, in
 * light and in dark.
 */
export const themeStyles = css`
  :host {
    --_primary: var(--booking-color-primary, light-dark(#3f3fd1, #a9b2ff));
    --_on-primary: var(--booking-color-on-primary, light-dark(#fff, #14153d));
    --_surface: var(--booking-color-surface, light-dark(#fff, #17181d));
    --_text: var(--booking-color-text, light-dark(#1b1c22, #f1f1f4));
    --_muted: var(--booking-color-muted, light-dark(#5e606b, #a5a7b3));
    --_border: var(--booking-color-border, light-dark(#e2e3e9, #33353f));
    --_danger: var(--booking-color-danger, light-dark(#b3261e, #ff9c93));
    --_radius: var(--booking-radius, 0.625rem);
    --_space: var(--booking-space, 1rem);
    --_focus: var(--booking-focus-ring, var(--_primary));
    --_wash: color-mix(in srgb, var(--_text) 7%, var(--_surface));
    display: block;
    color: var(--_text);
    font-family: var(--booking-font, inherit);
    line-height: 1.5;
  }
`;
