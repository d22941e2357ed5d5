import { css } from "lit";

/** One column; from 36rem the times stand beside the month, from 52rem the details do, too. */
export const widgetStyles = css`
  :host {
    inline-size: 100%;
    max-inline-size: 62rem;
    margin-inline: auto;
    color-scheme: light dark;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  /* Nothing of it may show before it is there. */
  booking-popup:not(:defined) {
    display: none;
  }
  .frame {
    container-type: inline-size;
  }
  /* Too narrow for a second column. */
  .column {
    max-inline-size: 35.9rem;
    margin-inline: auto;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-width: 1px;
    border-radius: calc(var(--_radius) * 1.6);
    background: var(--_surface);
    overflow: clip;
  }
  .card > * {
    padding: calc(var(--_space) * 1.25);
  }
  .card > * + * {
    border-block-start-width: 1px;
  }
  /* As high as the skeleton. */
  .summary {
    min-block-size: 8.75rem;
  }
  .centre {
    display: grid;
    place-content: center;
    min-block-size: 16rem;
  }
  .aside {
    min-block-size: 12rem;
  }
  .zone {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 2.75rem;
    color: var(--_muted);
  }
  .zone button {
    padding-inline: 0.5rem;
    color: var(--_text);
    font-weight: 400;
  }

  @container (inline-size >= 36rem) {
    .card {
      grid-template-columns: minmax(0, 1fr) 15.5rem;
    }
    .summary,
    .single .main {
      grid-column: 1 / -1;
    }
    /* The month sets the height; a long day scrolls inside it. */
    .aside {
      position: relative;
      border-inline-start-width: 1px;
    }
    .pane {
      position: absolute;
      inset: 0;
      display: flex;
      overflow: auto;
      padding: inherit;
    }
  }
  @container (inline-size >= 52rem) {
    .card {
      grid-template: "summary main aside" / 15.5rem minmax(0, 1fr) 15.5rem;
      min-block-size: 29rem;
    }
    .bare {
      grid-template: "main aside" / minmax(0, 1fr) 15.5rem;
    }
    .card > * + * {
      border-block-start-width: 0;
    }
    .summary {
      grid-area: summary;
    }
    .main {
      grid-area: main;
    }
    .single .main {
      grid-area: main / main / main / aside;
    }
    .aside {
      grid-area: aside;
    }
    .card:not(.bare) .main {
      border-inline-start-width: 1px;
    }
  }
`;
