import { css } from "lit";

/** What every element shares. 44 px is a thumb. */
export const baseStyles = css`
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    border: 0 solid var(--_border);
    overflow-wrap: break-word;
  }
  h2,
  h3 {
    font-size: 1.125rem;
    font-weight: 650;
  }
  :focus-visible,
  :has(> input:is([type="radio"], [type="checkbox"]):focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* What takes focus only to be read out needs no ring. */
  [tabindex="-1"]:focus {
    outline: none;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .muted {
    color: var(--_muted);
  }
  small {
    font-size: 0.8125rem;
  }
  svg {
    flex: none;
    margin-block: 0.125rem;
  }
  .head,
  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .head {
    flex-wrap: nowrap;
    min-block-size: 2.75rem;
  }
  .head h3 {
    flex: 1;
  }
  .skeleton {
    display: block;
    block-size: 1.25rem;
    margin-block-end: 0.75rem;
    border-radius: var(--_radius);
    background: var(--_wash);
  }
  button,
  .button,
  label.chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75rem;
    padding: 0.25rem 1rem;
    font: inherit;
    font-weight: 600;
    text-decoration: none;
  }
  button,
  .button {
    border: 1px solid color-mix(in srgb, var(--_text) 25%, transparent);
    background: var(--_surface);
    color: inherit;
  }
  button,
  .button,
  .chip {
    border-radius: var(--_radius);
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover,
  .button:hover,
  [aria-disabled="true"].primary {
    background: var(--_wash);
  }
  .quiet,
  .primary {
    border-color: transparent;
  }
  /* Filled: free. Solid: chosen. */
  .chip {
    background: color-mix(in srgb, var(--_primary) 12%, var(--_surface));
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .chip:hover {
    background: color-mix(in srgb, var(--_primary) 24%, var(--_surface));
  }
  .primary:not([aria-disabled="true"]),
  .chip:is([aria-selected="true"], :has(:checked)) {
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .primary:hover:not([aria-disabled="true"]) {
    background: color-mix(in srgb, var(--_primary) 88%, var(--_text));
  }
  .danger.primary {
    background: var(--_danger);
    color: var(--_surface);
  }
  [aria-disabled="true"] {
    color: var(--_muted);
    cursor: default;
  }
  .chip input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
    cursor: inherit;
  }
  .notice {
    display: grid;
    gap: 0.75rem;
    padding: 0.875rem var(--_space);
    border-radius: var(--_radius);
    background: var(--_wash);
  }
  .notice p {
    display: flex;
    gap: 0.5rem;
  }
  .wrong {
    background: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: breathe 1.6s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.5;
      }
    }
  }
  @media (forced-colors: active) {
    .chip {
      outline: 1px solid;
    }
    .chip:is([aria-selected="true"], :has(:checked)) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    [aria-disabled="true"] {
      color: GrayText;
    }
  }
`;
