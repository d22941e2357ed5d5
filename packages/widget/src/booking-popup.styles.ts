import { css } from "lit";

export const popupStyles = css`
  dialog {
    inline-size: min(62rem, 100vw - 2rem);
    max-block-size: calc(100dvb - 2rem);
    margin: auto;
    border-radius: calc(var(--_radius) * 1.6);
    background: var(--_surface);
    color: inherit;
    overflow: auto;
    overscroll-behavior: contain;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .close {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-end: 0.5rem;
    z-index: 2;
    inline-size: 2.75rem;
    padding: 0;
  }
  .floating {
    position: fixed;
    inset: auto 1.5rem 1.5rem auto;
    z-index: 2147483000;
    box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
  }
  .bottom-start {
    inset-inline: 1.5rem auto;
  }
  .top-end {
    inset-block: 1.5rem auto;
  }
  .top-start {
    inset-block: 1.5rem auto;
    inset-inline: 1.5rem auto;
  }
`;
