import { css } from "lit";

/** What every element of the widget shares. */
export const baseStyles = css`
  :host {
    display: block;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
  }
  h2,
  h3,
  legend {
    font-weight: 650;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h2,
  h3,
  p,
  dd,
  legend {
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* A heading takes focus to be read out, not to be operated. */
  :is(h2, h3, legend):focus {
    outline: none;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--_muted);
  }
  .skeleton {
    display: block;
    border-radius: calc(var(--_radius) * 0.6);
    background: color-mix(in srgb, var(--_text) 8%, transparent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton {
      animation: breathe 1.6s ease-in-out infinite;
    }
    @keyframes breathe {
      50% {
        opacity: 0.5;
      }
    }
  }
`;
