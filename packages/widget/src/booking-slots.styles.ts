import { css } from "lit";

export const slotsStyles = css`
  :host,
  form,
  fieldset {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  legend {
    font-size: 1rem;
  }
  .zone {
    font-size: 0.8125rem;
    margin-block: 0.125rem 0.75rem;
  }
  .list {
    overflow: auto;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(7.5rem, 100%), 1fr));
    gap: 0.5rem;
    align-content: start;
    /* Room for the focus ring inside a scrolling list. */
    margin: -4px;
    padding: 4px;
  }
  .slot {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    min-block-size: 2.75rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_chip);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
    cursor: pointer;
    touch-action: manipulation;
  }
  .slot:hover {
    background: var(--_chip-hover);
  }
  .slot:has(:checked) {
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .slot:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .slot input {
    position: absolute;
    inset: 0;
    min-block-size: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    padding: 0;
    opacity: 0;
    cursor: inherit;
  }
  small {
    font-size: 0.75rem;
    font-weight: 400;
  }
  .actions {
    position: sticky;
    inset-block-end: 0;
    padding-block: 0.75rem;
    margin-block-end: -0.75rem;
    background: var(--_surface);
  }
  .actions button {
    inline-size: 100%;
  }
  .empty {
    padding-block: 0.25rem;
  }
  .title {
    block-size: 1.25rem;
    inline-size: 70%;
    margin-block: 0.75rem 2.5rem;
  }
  .bar {
    block-size: 2.75rem;
    border-radius: var(--_radius);
  }
  @media (forced-colors: active) {
    .slot:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
