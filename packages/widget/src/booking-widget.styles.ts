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
    grid-template: "details" auto "main" auto "aside" auto "about" auto / minmax(0, 1fr);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.6);
    background: var(--_surface);
    color: var(--_text);
    overflow: clip;
  }
  .details {
    grid-area: details;
  }
  .main {
    grid-area: main;
  }
  .aside {
    grid-area: aside;
  }
  .about {
    grid-area: about;
    white-space: pre-line;
    font-size: 0.9375rem;
  }
  .details,
  .main,
  .aside,
  .about {
    min-inline-size: 0;
    padding: calc(var(--_space) * 1.25);
  }
  .main,
  .aside {
    border-block-start: 1px solid var(--_border);
  }
  .aside {
    padding-block-start: calc(var(--_space) * 0.75);
  }
  .about {
    border-block-start: 1px solid var(--_border);
  }
  .bare .main {
    border: 0;
  }
  .chosen {
    margin-block-end: var(--_space);
  }

  .notice {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 0.75rem;
    padding: 0.875rem var(--_space);
    border-radius: var(--_radius);
    background: var(--_wash);
  }
  .notice:focus {
    outline: none;
  }
  .notice p {
    display: flex;
    gap: 0.5rem;
  }
  .notice svg {
    flex: none;
    margin-block-start: 0.125rem;
  }
  .notice.wrong {
    background: color-mix(in srgb, var(--_danger) 9%, var(--_surface));
  }
  .notice.wrong svg {
    color: var(--_danger);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .centre {
    display: grid;
    align-content: center;
    justify-items: center;
    min-block-size: 16rem;
  }
  .waiting .skeleton {
    block-size: 1.25rem;
    margin-block-end: 1rem;
  }

  @container (inline-size >= 36rem) {
    .card {
      grid-template: "details details" auto "main aside" 1fr "about about" auto / minmax(0, 1fr) 15.5rem;
    }
    .aside {
      border-inline-start: 1px solid var(--_border);
      padding-block-start: calc(var(--_space) * 1.25);
    }
    .single .main {
      grid-column: 1 / -1;
    }
    /* The month sets the height; a long day scrolls inside it. */
    .aside {
      position: relative;
    }
    .times {
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
      grid-template: "details main aside" auto "about main aside" 1fr / 15.5rem minmax(0, 1fr) 15.5rem;
      min-block-size: 29rem;
    }
    .details,
    .about {
      padding: calc(var(--_space) * 1.5);
    }
    .main,
    .aside {
      border-block-start: 0;
      padding-block: calc(var(--_space) * 1.5);
    }
    .main {
      border-inline-start: 1px solid var(--_border);
    }
    .about {
      border: 0;
      padding-block-start: 0;
    }
    .single .main {
      grid-column: 2 / -1;
      padding-inline: calc(var(--_space) * 2);
    }
    .bare {
      grid-template: "main aside" 1fr / minmax(0, 1fr) 15.5rem;
    }
    .bare .main {
      border: 0;
    }
    .bare.single .main {
      grid-column: 1 / -1;
    }
  }
`;
