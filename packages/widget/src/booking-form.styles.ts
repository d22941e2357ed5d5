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
  }
  .wide {
    grid-column: 1 / -1;
  }
  label {
    font-weight: 600;
  }
  label span {
    font-weight: 400;
  }
  input,
  textarea {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    /* Below 16 px, phones zoom in. */
    font-size: max(1rem, 16px);
    resize: vertical;
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
  ul {
    padding-inline-start: 1.25rem;
  }
  .errors a {
    display: inline-block;
    min-block-size: 1.5rem;
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
