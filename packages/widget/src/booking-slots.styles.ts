import { css } from "lit";

export const slotsStyles = css`
  :host,
  form {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
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
  .list .chip {
    flex-direction: column;
    gap: 0;
    line-height: 1.25;
  }
  .primary {
    position: sticky;
    inset-block-end: 0.5rem;
    margin-block-start: 0.75rem;
    box-shadow: 0 0 0 0.5rem var(--_surface);
  }
  .head {
    flex-wrap: wrap;
  }
  .head h3 {
    flex-basis: 100%;
  }
  .clocks {
    display: flex;
    margin-inline-start: auto;
    padding: 2px;
    border-radius: var(--_radius);
    background: var(--_wash);
  }
  .clocks label {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: 2.5rem;
    min-block-size: 1.75rem;
    padding-inline: 0.375rem;
    border-radius: calc(var(--_radius) - 2px);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .clocks input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .clocks :has(:checked) {
    background: var(--_surface);
    box-shadow: 0 0 0 1px var(--_border);
  }
  .title {
    inline-size: 70%;
    margin-block: 0.75rem 1rem;
  }
  .bar {
    block-size: 2.75rem;
    margin: 0;
  }
  /* Said after four seconds, without a timer. */
  .slow {
    animation: appear 1ms 4s both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  @media (forced-colors: active) {
    .clocks :has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
