import { css } from "lit";

export const timeZoneStyles = css`
  .zone {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 2.75rem;
    color: var(--_muted);
  }
  svg {
    flex: none;
  }
  select {
    inline-size: auto;
    min-inline-size: 0;
    max-inline-size: 100%;
    padding-inline: 0.25rem;
    border-color: transparent;
    background: transparent;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  select:hover {
    background: var(--_wash);
  }
  option {
    background: var(--_surface);
    color: var(--_text);
  }
`;
