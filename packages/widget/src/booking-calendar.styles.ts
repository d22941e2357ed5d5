import { css } from "lit";

/** Filled: free. Ring: today. Solid: chosen. */
export const calendarStyles = css`
  .turn {
    inline-size: 2.75rem;
    padding: 0;
  }
  .turn[aria-disabled="true"] {
    opacity: 0.4;
  }
  :host(:dir(rtl)) svg {
    transform: scaleX(-1);
  }
  /* The outer gaps would push the days out of line with the heading. */
  table {
    inline-size: calc(100% + 0.375rem);
    margin: 0.5rem -0.1875rem 0;
    table-layout: fixed;
    border-spacing: 0.1875rem;
  }
  [aria-busy="true"] tbody {
    opacity: 0.6;
  }
  th {
    block-size: 2rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 500;
  }
  td {
    block-size: 2.75rem;
    border-radius: var(--_radius);
    text-align: center;
    user-select: none;
    -webkit-user-select: none;
  }
  td[aria-current] {
    box-shadow: inset 0 0 0 2px var(--_primary);
  }
  td[aria-current][aria-selected="true"] {
    box-shadow:
      inset 0 0 0 2px var(--_primary),
      inset 0 0 0 4px var(--_on-primary);
  }
  @media (forced-colors: active) {
    td[aria-current] {
      text-decoration: underline;
    }
    td:focus-visible {
      outline: 3px solid Highlight;
    }
  }
`;
