/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Image } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Image
    alt="A sun over the sea"
    width={160}
    height={90}
    src='data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0" fill="teal"/><circle cx="8" cy="5" r="3" fill="gold"/></svg>'
  />
);
