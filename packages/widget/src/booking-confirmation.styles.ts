import { css } from "lit";

export const confirmationStyles = css`
  :host {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.25rem;
    text-align: center;
  }
  .seal {
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    margin-block-end: 0.5rem;
    border-radius: 50%;
    background: var(--_primary);
    color: var(--_on-primary);
  }
  h3 {
    font-size: 1.5rem;
  }
  h4 {
    font-size: 0.9375rem;
    font-weight: 600;
    color: var(--_muted);
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    inline-size: min(26rem, 100%);
    margin-block: 1.25rem;
    border-block-end-width: 1px;
    text-align: start;
  }
  dt,
  dd {
    padding-block: 0.75rem;
    border-block-start-width: 1px;
  }
  dt {
    padding-inline-end: 1.5rem;
    color: var(--_muted);
  }
  dd > * {
    display: block;
  }
  .void :is(strong, bdi) {
    text-decoration: line-through;
  }
  .choices {
    justify-content: center;
    margin-block: 0.25rem 0.75rem;
  }
`;
