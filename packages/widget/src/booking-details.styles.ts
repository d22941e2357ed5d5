import { css } from "lit";

export const detailsStyles = css`
  /* As high as its skeleton, so that nothing below it moves. */
  :host {
    min-block-size: 5.75rem;
  }
  .hosts {
    min-block-size: 1.5em;
    font-size: 0.9375rem;
    font-weight: 550;
  }
  h2 {
    margin-block-start: 0.125rem;
    font-size: 1.5rem;
    line-height: 1.2;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 1.25rem;
    margin-block-start: 0.75rem;
    list-style: none;
  }
  li,
  .time {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
  }
  svg {
    flex: none;
    margin-block-start: 0.125rem;
    color: var(--_muted);
  }
  li {
    min-block-size: 1.5rem;
    overflow-wrap: anywhere;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }
  label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 2rem;
    padding-inline: 0.625rem;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius);
    font-size: 0.9375rem;
    cursor: pointer;
  }
  label:has(:checked) {
    border-color: transparent;
    background: var(--_primary);
    color: var(--_on-primary);
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  label input {
    position: absolute;
    inset: 0;
    min-block-size: 0;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .time {
    margin-block-start: var(--_space);
  }
  .time p > * {
    display: block;
  }
  .time .zone {
    font-size: 0.875rem;
  }
  .chosen svg {
    color: var(--_primary);
  }
  .previous :is(strong, bdi) {
    color: var(--_muted);
    font-weight: 400;
    text-decoration: line-through;
  }
  .heading {
    block-size: 1.5rem;
    inline-size: 80%;
    margin-block: 0.375rem 1rem;
  }
  .line {
    block-size: 1rem;
    inline-size: 45%;
    margin-block: 0.25rem;
  }
  @media (forced-colors: active) {
    label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
