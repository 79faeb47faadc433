/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Stack, TextField } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Stack>
    <TextField label="Name" value="Autumn" description="As it is called in the library." />
    <TextField
      label="Code"
      required
      value="AB"
      error="A code has four letters."
      onInput={({ target, value }) =>
        target.setAttribute('error', value.length === 4 ? '' : 'A code has four letters.')
      }
    />
  </Stack>
);
