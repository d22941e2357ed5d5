import { css } from "lit";

/** Filled: free. Ring: today. Solid: chosen. */
export const calendarStyles = css`
  .head {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    margin-block-end: 0.5rem;
  }
  h3 {
    flex: 1;
    font-size: 1.125rem;
  }
  .turn {
    inline-size: 2.75rem;
    padding: 0;
  }
  .turn[aria-disabled="true"] {
    background: none;
    color: var(--_border);
  }
  :host(:dir(rtl)) svg {
    transform: scaleX(-1);
  }
  table {
    inline-size: 100%;
    table-layout: fixed;
    border-collapse: separate;
    border-spacing: 0.1875rem;
    /* The outer gaps would push the days out of line with the heading. */
    margin-inline: -0.1875rem;
    inline-size: calc(100% + 0.375rem);
  }
  th {
    block-size: 2rem;
    padding: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }
  td {
    position: relative;
    block-size: 2.75rem;
    padding: 0;
    border-radius: var(--_radius);
    color: var(--_muted);
    text-align: center;
    font-variant-numeric: tabular-nums;
    cursor: default;
    user-select: none;
    -webkit-user-select: none;
    touch-action: manipulation;
  }
  td[aria-disabled="false"] {
    background: var(--_chip);
    color: var(--_text);
    font-weight: 600;
    cursor: pointer;
  }
  td[aria-disabled="false"]:hover {
    background: var(--_chip-hover);
  }
  td[aria-current] {
    box-shadow: inset 0 0 0 2px var(--_primary);
  }
  td[aria-selected="true"],
  td[aria-selected="true"]:hover {
    background: var(--_primary);
    color: var(--_on-primary);
    font-weight: 650;
  }
  td[aria-current][aria-selected="true"] {
    box-shadow:
      inset 0 0 0 2px var(--_primary),
      inset 0 0 0 4px var(--_on-primary);
  }
  td:focus-visible {
    outline-offset: 1px;
    z-index: 1;
  }
  @media (prefers-reduced-motion: no-preference) {
    td {
      transition:
        background-color 120ms,
        color 120ms;
    }
  }
  @media (forced-colors: active) {
    td[aria-disabled="false"] {
      outline: 1px solid ButtonText;
      outline-offset: -1px;
      color: ButtonText;
    }
    td[aria-disabled="true"] {
      color: GrayText;
    }
    td[aria-current] {
      border: 2px dashed Highlight;
    }
    td[aria-selected="true"],
    td[aria-selected="true"]:hover {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    td:focus-visible {
      outline: 3px solid Highlight;
      outline-offset: 1px;
    }
  }
`;
