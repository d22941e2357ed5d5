import { css } from "lit";

export const formStyles = css`
  form,
  .field {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
  }
  form {
    min-block-size: 100%;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(13rem, 40%)), 1fr));
    gap: var(--_space);
  }
  .field {
    gap: 0.375rem;
    min-inline-size: 0;
  }
  .wide {
    grid-column: 1 / -1;
  }
  label,
  legend {
    font-weight: 600;
  }
  legend {
    margin-block-end: 0.375rem;
  }
  :is(label, legend) span,
  .tick {
    font-weight: 400;
  }
  [part="input"] {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    /* Below 16 px, phones zoom in. */
    font-size: max(1rem, 16px);
    resize: vertical;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2.25rem;
  }
  .tick input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_primary);
  }
  [aria-invalid="true"],
  .errors {
    border-color: var(--_danger);
  }
  .error,
  a {
    color: var(--_danger);
  }
  .errors {
    padding: 0.75rem var(--_space);
    border-width: 1px 1px 1px 4px;
    border-radius: var(--_radius);
  }
  .errors ul {
    padding-inline-start: 1.25rem;
  }
  .errors li {
    /* The marker stays with the first line of a long one. */
    padding-block: 0.125rem;
  }
  .hold {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .hold p {
    display: flex;
    gap: 0.5rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.5rem;
    margin-block-start: auto;
  }
  .primary {
    min-inline-size: 12rem;
  }
`;
