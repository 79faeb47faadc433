/** @jsxImportSource @fluxstudio/plugin-sdk/ui */
import { Button, Form, Stack, Text, TextField } from '@fluxstudio/plugin-sdk/ui';

export default (
  <Form label="Invite" onSubmit={({ target }) => target.append(<Text live="polite">Invited.</Text>)}>
    <TextField label="Mail" type="email" placeholder="name@example.com" required />
    <Stack direction="row" justify="end">
      <Button type="submit" variant="primary">
        Invite
      </Button>
    </Stack>
  </Form>
);
