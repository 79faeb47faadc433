import type { Text } from './text.ts';

/** Texts of the settings of a plugin. */
export const SETTINGS_STRINGS = {
  'settings.title': '{name} settings',
  'settings.required': '(required)',
  'settings.notSet': 'Not set',
  'settings.color.pick': 'Pick {title}',
  'settings.file.chosen': 'Chosen: {name}',
  'settings.file.nameless': 'a file without a name',
  'settings.file.remove': 'Remove file',
  'settings.file.tooLarge': '{name} has {size} KB. Choose a file of at most {max} KB.',
  'settings.file.unreadable': '{name} could not be read. Choose it again.',

  'settings.reset': 'Reset',
  'settings.reset.name': 'Reset {title}',
  'settings.reset.done': '{title} has its default again. Save to keep it.',
  'settings.resetAll': 'Reset to defaults',
  'settings.resetAll.done': 'The defaults are filled in. Save to keep them.',
  'settings.cancel': 'Cancel',
  'settings.save': 'Save',
  'settings.saving': 'Saving…',

  'settings.notSaved': 'The settings were not saved: {reason}',
  'settings.notSaved.marked': 'correct what is marked.',
  'settings.toCorrect': {
    one: '{count} setting is to be corrected.',
    other: '{count} settings are to be corrected.',
  },
  /**
   * What is wrong with a value, by the code of the fault. `message` is our sentence; `min`, `max` and `pattern` are those of the
   * setting, where it has them.
   */
  'settings.problem.required': '{message}',
  'settings.problem.type': '{message}',
  'settings.problem.min': '{message}',
  'settings.problem.max': '{message}',
  'settings.problem.pattern': '{message}',
  'settings.problem.option': '{message}',
  'settings.problem.duplicate': '{message}',
  'settings.problem.format': '{message}',

  'settings.search': 'Search settings',
  'settings.search.found': { one: '{count} setting found', other: '{count} settings found' },
  'settings.search.none': 'No setting matches.',

  'settings.json.edit': 'Edit as JSON',
  'settings.json.back': 'Back to the form',
  'settings.json.label': 'Settings as JSON',
  'settings.json.hint': 'A setting that is left out gets its default.',
  'settings.json.apply': 'Apply',
  'settings.json.invalid': 'This is no JSON yet: {reason}',
  'settings.json.noObject': 'Must be an object of settings, in { and }.',
  'settings.json.unknown': 'There is no such setting.',
  'settings.json.applied': 'Put into the form. Save to keep it.',
  'settings.json.problem': '{path}: {problem}',

  'settings.unsaved': 'Your changes are not saved.',
  'settings.unsaved.keep': 'Keep editing',
  'settings.unsaved.discard': 'Discard changes',
} as const satisfies Record<string, Text>;
