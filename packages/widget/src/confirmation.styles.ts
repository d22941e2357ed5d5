import { css } from "lit";

export const confirmationStyles = css`
  .confirmation {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 0.25rem;
    text-align: center;
  }
  .seal {
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    margin-block-end: 0.75rem;
    border: 2px solid transparent;
    border-radius: 50%;
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .off {
    background: color-mix(in srgb, var(--_text) 8%, var(--_surface));
    color: var(--_muted);
  }
  .confirmation h3 {
    font-size: 1.5rem;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    inline-size: min(26rem, 100%);
    margin-block: 1.25rem;
    border-block-end: 1px solid var(--_border);
    text-align: start;
  }
  dt,
  dd {
    padding-block: 0.75rem;
    border-block-start: 1px solid var(--_border);
  }
  dt {
    padding-inline-end: calc(var(--_space) * 1.5);
    color: var(--_muted);
  }
  dd > * {
    display: block;
  }
  .void :is(strong, bdi) {
    text-decoration: line-through;
  }
  .confirmation .choices {
    justify-content: center;
  }
  .manage {
    color: var(--_muted);
  }
  .manage button {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 0.3em;
  }
  .manage button:hover {
    color: var(--_text);
  }
`;
