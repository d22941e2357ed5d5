import { css } from "lit";

/** One column; from 36rem the times stand beside the month, from 52rem the details do, too. */
export const widgetStyles = css`
  :host {
    container-type: inline-size;
    inline-size: 100%;
    max-inline-size: 62rem;
    margin-inline: auto;
    color-scheme: light dark;
    font-family: var(--booking-font, inherit);
    line-height: 1.5;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border-width: 1px;
    border-radius: calc(var(--_radius) * 1.6);
    background: var(--_surface);
    color: var(--_text);
    overflow: clip;
  }
  .card > * {
    padding: calc(var(--_space) * 1.25);
  }
  .card > * + * {
    border-block-start-width: 1px;
  }
  /* Said first, shown last, so that the month is in sight at once on a phone. */
  .about {
    order: 1;
    white-space: pre-line;
    font-size: 0.9375rem;
  }
  svg {
    flex: none;
    margin-block: 0.125rem;
  }
  .zone,
  .notice p {
    display: flex;
    gap: 0.5rem;
  }
  .zone {
    align-items: center;
    min-block-size: 2.75rem;
    color: var(--_muted);
  }
  select {
    min-inline-size: 0;
    min-block-size: inherit;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: max(1rem, 16px);
  }
  .notice {
    display: grid;
    gap: 0.75rem;
    padding: 0.875rem var(--_space);
    border-radius: var(--_radius);
    background: var(--_wash);
  }
  .wrong {
    background: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .centre {
    display: grid;
    place-content: center;
    min-block-size: 16rem;
  }

  @container (inline-size >= 36rem) {
    .card {
      grid-template-columns: minmax(0, 1fr) 15.5rem;
    }
    .summary,
    .about,
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
      flex-direction: column;
      overflow: auto;
      padding: inherit;
    }
  }
  @container (inline-size >= 52rem) {
    .card {
      grid-template: "summary main aside" auto "about main aside" 1fr / 15.5rem minmax(0, 1fr) 15.5rem;
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
    .about {
      grid-area: about;
      padding-block-start: 0;
    }
    .card:not(.bare) .main {
      border-inline-start-width: 1px;
    }
  }
`;
