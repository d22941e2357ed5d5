import { css } from "lit";

export const detailsStyles = css`
  /* As high as its skeleton, so that nothing below it moves. */
  p.muted:first-child {
    min-block-size: 1.5em;
    font-weight: 600;
  }
  h2 {
    font-size: 1.5rem;
    line-height: 1.25;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin-block-start: 0.75rem;
    list-style: none;
  }
  li,
  .time {
    display: flex;
    gap: 0.5rem;
  }
  .choices .chip {
    min-block-size: 2.25rem;
    padding-inline: 0.75rem;
  }
  .time,
  .about {
    margin-block-start: var(--_space);
  }
  .time p > * {
    display: block;
  }
  .old :is(strong, bdi) {
    color: var(--_muted);
    font-weight: 400;
    text-decoration: line-through;
  }
  .about {
    font-size: 0.9375rem;
    white-space: pre-line;
  }
  .wide {
    block-size: 1.875rem;
  }
`;
