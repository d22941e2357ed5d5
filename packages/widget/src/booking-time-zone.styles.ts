import { css } from "lit";

export const timeZoneStyles = css`
  .zone {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    color: var(--_muted);
  }
  input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.75rem;
    padding-inline: 0.5rem;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    font: inherit;
    font-size: max(1rem, 16px);
    text-overflow: ellipsis;
  }
  input:hover {
    background: var(--_wash);
  }
  [role="listbox"],
  .none {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 100%;
    z-index: 1;
    max-block-size: 17rem;
    overflow: auto;
    padding: 0.375rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
    color: var(--_text);
  }
  [role="option"] {
    display: flex;
    align-items: center;
    gap: 1rem;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.625rem;
    border-radius: calc(var(--_radius) - 2px);
    cursor: pointer;
  }
  [role="option"] span {
    flex: 1;
  }
  [role="option"] small {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  [role="option"]:hover,
  [aria-selected="true"] {
    background: var(--_wash);
  }
  @media (forced-colors: active) {
    [aria-selected="true"] {
      outline: 2px solid Highlight;
    }
  }
`;
