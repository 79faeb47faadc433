import {
  Button,
  Checkbox,
  ColorPicker,
  Form,
  h,
  type PanelRender,
  Select,
  Slider,
  Stack,
  Switch,
  TextArea,
  TextField,
} from './ui.ts';

const FORMATS = ['PNG', 'SVG', 'PDF'].map((label) => ({ label, value: label.toLowerCase() }));

export const drawFields: PanelRender = (root) => {
  root.append(
    h(TextField, { label: 'Name', value: 'Autumn', description: 'As it is called in the library.' }),
    h(TextArea, { label: 'Notes', placeholder: 'What is it for?' }),
    h(Select, { label: 'Format', options: FORMATS, value: 'svg' }),
    h(Select, { label: 'Folder', placeholder: 'Choose a folder', options: FORMATS }),
    h(Slider, { label: 'Stroke', min: 0, max: 24, value: 8 }),
    h(ColorPicker, { label: 'Fill', value: '#e4572e' }),
    h(Checkbox, { label: 'Snap to the grid', checked: true, description: 'Also while drawing.' }),
    h(Checkbox, { label: 'Show hidden layers' }),
    h(Switch, { label: 'Live preview', checked: true }),
    h(Switch, { label: 'Share with the team' }),
  );
};

export const drawFaults: PanelRender = (root) => {
  root.append(
    h(TextField, { label: 'Mail', required: true, value: 'ada', error: 'An address has an @.' }),
    h(Select, { label: 'Format', options: FORMATS, error: 'Choose one of them.' }),
    h(Checkbox, { label: 'I have read the terms', error: 'Without them there is no account.' }),
    h(TextField, { label: 'Plan', value: 'Team', disabled: true }),
    h(TextArea, { label: 'Address', value: '1 Example Street', disabled: true, rows: 2 }),
    h(Select, { label: 'Country', options: FORMATS, value: 'png', disabled: true }),
    h(Slider, { label: 'Seats', value: 30, disabled: true }),
    h(ColorPicker, { label: 'Brand', value: '#336699', disabled: true }),
    h(Checkbox, { label: 'Invoices by mail', checked: true, disabled: true }),
    h(Switch, { label: 'Single sign-on', disabled: true, description: 'For larger teams.' }),
  );
};

export const drawForm: PanelRender = (root) => {
  root.append(
    h(
      Form,
      { label: 'Invite somebody' },
      h(TextField, { label: 'Mail', type: 'email', placeholder: 'name@example.com', required: true }),
      h(Checkbox, { label: 'May edit', checked: true }),
      h(
        Stack,
        { direction: 'row', justify: 'end', gap: 'small' },
        h(Button, { variant: 'ghost' }, 'Cancel'),
        h(Button, { variant: 'primary', type: 'submit' }, 'Invite'),
      ),
    ),
  );
};
