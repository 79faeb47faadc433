import {
  Badge,
  Button,
  Divider,
  Empty,
  Grid,
  Heading,
  h,
  Link,
  type PanelRender,
  Progress,
  Skeleton,
  Stack,
  Text,
} from './ui.ts';

const TONES = ['default', 'muted', 'info', 'success', 'warning', 'danger'] as const;

export const drawText: PanelRender = (root) => {
  root.append(
    h(
      Stack,
      {},
      h(Heading, {}, 'A heading of the panel'),
      h(
        Text,
        {},
        'Text with a ',
        h(Text, { weight: 'bold' }, 'bold part'),
        ', some ',
        h(Text, { mono: true }, 'code'),
        ' and a link to ',
        h(Link, { href: 'https://docs.example.com/guide?from=panel#start' }, 'the guide'),
        '.',
      ),
      h(Heading, { level: 3 }, 'Of the third level'),
      h(Text, { tone: 'muted', size: 'small' }, 'A quiet remark below it, in small letters.'),
      h(Divider, {}),
      h(Text, { tone: 'success' }, 'All changes are saved'),
      h(Text, { tone: 'warning' }, 'The token ends tomorrow'),
      h(Text, { tone: 'danger' }, 'Two files could not be read'),
      h(
        Text,
        { truncate: true },
        'One line that is cut off where the panel ends because it is too long for it',
      ),
      h(Text, { size: 'large', align: 'end' }, '1,204'),
      h(
        Stack,
        { direction: 'row', gap: 'small', wrap: true },
        TONES.map((tone) => h(Badge, { tone }, tone)),
      ),
    ),
  );
};

export const drawLive: PanelRender = (root, { document }) => {
  const status = document.createElement('Text');
  status.setAttribute('tone', 'muted');
  status.setAttribute('live', 'polite');
  root.append(
    h(Button, { onPress: () => (status.textContent = '3 mistakes') }, 'Check spelling'),
    status,
    h(Text, { size: 'small' }, 'What stands here stays where it is while there is no result.'),
  );
};

export const drawColumns: PanelRender = (root) => {
  const card = (name: string) =>
    h(
      Stack,
      { padding: 'small', gap: 'small' },
      h(Text, { weight: 'medium' }, name),
      h(Skeleton, { lines: 2 }),
    );
  root.append(
    h(Heading, {}, 'Two columns'),
    h(Grid, { columns: 2 }, ['First', 'Second', 'Third'].map(card)),
    h(Divider, {}),
    h(Heading, {}, 'As many as fit'),
    h(Grid, { minWidth: 90, gap: 'small' }, ['One', 'Two', 'Three', 'Four'].map(card)),
    h(Divider, {}),
    h(
      Stack,
      { direction: 'row', justify: 'between' },
      h(Text, {}, 'At both ends'),
      h(Button, { variant: 'ghost' }, 'More'),
    ),
  );
};

export const drawWaiting: PanelRender = (root) => {
  root.append(
    h(Progress, { label: 'Uploading 14 files', value: 62 }),
    h(Progress, { label: 'Looking for fonts' }),
    h(Skeleton, { lines: 4, label: 'Loading the comments' }),
    h(Divider, {}),
    h(
      Empty,
      {
        icon: 'image',
        title: 'Nothing here yet',
        description: 'Pictures that you export from the canvas are listed here.',
      },
      h(Button, { variant: 'primary', icon: 'add' }, 'Export a picture'),
    ),
  );
};
