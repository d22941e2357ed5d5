import { css } from "lit";

/** Buttons, links that look like them, and fields. 44 px is a thumb; 16 px keeps phones from zooming in. */
export const controlStyles = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1px solid color-mix(in srgb, var(--_muted) 45%, var(--_surface));
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 550;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover,
  .button:hover {
    background: var(--_wash);
  }
  .primary {
    border-color: transparent;
    background: var(--_primary);
    color: var(--_on-primary);
    font-weight: 600;
  }
  .primary:hover {
    background: color-mix(in srgb, var(--_primary) 88%, var(--_text));
  }
  .danger {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_surface);
  }
  .danger:hover {
    background: color-mix(in srgb, var(--_danger) 88%, var(--_text));
  }
  .quiet {
    border-color: transparent;
    background: transparent;
  }
  button[aria-disabled="true"],
  button[aria-disabled="true"]:hover {
    border-color: transparent;
    background: color-mix(in srgb, var(--_text) 7%, var(--_surface));
    color: var(--_muted);
    cursor: default;
  }
  input,
  textarea,
  select {
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-size: max(1rem, 16px);
  }
  textarea {
    display: block;
    resize: vertical;
  }
  input:focus-visible,
  textarea:focus-visible,
  select:focus-visible {
    outline-offset: -1px;
  }
  [aria-invalid="true"] {
    border-color: var(--_danger);
  }
  @media (forced-colors: active) {
    .primary,
    .danger {
      border-color: ButtonText;
    }
    button[aria-disabled="true"] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
