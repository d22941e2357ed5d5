import { css } from "lit";

export const formStyles = css`
  form {
    display: flex;
    flex-direction: column;
    gap: var(--_space);
    min-block-size: 100%;
  }
  h3 {
    font-size: 1.25rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: var(--_space);
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 0.375rem;
    grid-column: 1 / -1;
  }
  .half {
    grid-column: auto;
  }
  label {
    font-weight: 550;
  }
  label span {
    font-size: 0.875rem;
    font-weight: 400;
  }
  .hint,
  .error {
    font-size: 0.875rem;
  }
  .error {
    color: var(--_danger);
  }
  .errors {
    padding: 0.75rem var(--_space);
    border: 1px solid var(--_danger);
    border-inline-start-width: 4px;
    border-radius: var(--_radius);
  }
  .errors p {
    font-weight: 600;
  }
  .errors ul {
    padding-inline-start: 1.25rem;
  }
  .errors a {
    display: inline-block;
    min-block-size: 1.5rem;
    color: var(--_danger);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.5rem;
    margin-block-start: auto;
    padding-block-start: 0.25rem;
  }
  .actions [type="submit"] {
    flex: 0 1 auto;
    min-inline-size: min(12rem, 100%);
  }
`;
