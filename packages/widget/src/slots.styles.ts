import { css } from "lit";

export const slotsStyles = css`
  .times,
  .times fieldset {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .times legend {
    font-size: 1rem;
  }
  .list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(7.5rem, 100%), 1fr));
    gap: 0.5rem;
    align-content: start;
    overflow: auto;
    /* Room for the focus ring inside a scrolling list. */
    margin: 0.5rem -4px -4px;
    padding: 4px;
  }
  .times .primary {
    position: sticky;
    inset-block-end: 0.5rem;
    margin-block-start: 0.75rem;
    box-shadow: 0 0 0 0.5rem var(--_surface);
  }
  .title {
    inline-size: 70%;
    margin-block-end: 1.5rem;
  }
  .bar {
    block-size: 2.75rem;
    margin: 0;
  }
`;
