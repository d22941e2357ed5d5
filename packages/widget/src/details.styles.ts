import { css } from "lit";

export const detailsStyles = css`
  /* As high as its skeleton, so that nothing below it moves. */
  .summary {
    min-block-size: 8.25rem;
  }
  slot > p {
    min-block-size: 1.5em;
    font-weight: 600;
  }
  h2 {
    font-size: 1.5rem;
    line-height: 1.25;
  }
  ul,
  li,
  .time,
  li fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
  }
  ul {
    column-gap: 1.25rem;
    margin-block-start: 0.625rem;
  }
  li,
  .time {
    flex-wrap: nowrap;
  }
  .time {
    margin-block-start: var(--_space);
  }
  .time p > * {
    display: block;
  }
  slot > .time :is(strong, bdi) {
    color: var(--_muted);
    font-weight: 400;
    text-decoration: line-through;
  }
`;
