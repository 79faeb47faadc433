import type { Text } from './text.ts';

/** What each permission lets a plugin do, in the words of its user: a title, and a sentence about it. */
export const PERMISSION_STRINGS = {
  'permission.storage': 'Keep its own data',
  'permission.storage.about': 'Save and read data of its own. It cannot see the data of other plugins.',
  'permission.projects': 'See and change your projects',
  'permission.projects.about': 'Read the names and details of your projects, open them and create new ones.',
  'permission.projects:read': 'See your projects',
  'permission.projects:read.about': 'Read the names and details of your projects. It cannot change them.',
  'permission.projects:write': 'Open and create projects',
  'permission.projects:write.about': 'Open your projects and create new ones.',
  'permission.files': 'Read and change your files',
  'permission.files.about': 'List, read, write and delete the files of your projects.',
  'permission.files:read': 'Read your files',
  'permission.files:read.about': 'List and read the files of your projects. It cannot change them.',
  'permission.files:write': 'Change your files',
  'permission.files:write.about': 'Write and delete files of your projects.',
  'permission.network': 'Connect to the internet',
  'permission.network.about':
    'Send data to, and receive data from, the hosts it names. No other host can be reached.',
  'permission.notifications': 'Show notifications',
  'permission.notifications.about':
    'Show messages that carry its name, with buttons that run its own actions.',
  'permission.commands': 'Add and run commands',
  'permission.commands.about':
    'Add commands to the command palette, and run its own commands and those of the app.',
  'permission.ui': 'Add to the interface',
  'permission.ui.about': 'Show panels, toolbar buttons, dialogs and notifications that carry its name.',
  'permission.webview': 'Show pages of its own',
  'permission.webview.about':
    'Fill its panels and dialogs with web pages that run its own scripts. They can look like anything, even like a form that asks for a password, can make the app slow, and in some browsers can send what they know to anyone.',
  'permission.ai': 'Use the AI assistant',
  'permission.ai.about':
    'Send text to the app’s AI assistant on your behalf. This can count towards your AI usage.',
  'permission.collaboration': 'See your collaborators',
  'permission.collaboration.about': 'See who else is in a project, and where they are working.',
  'permission.system': 'System access (administrators only)',
  'permission.system.about': 'Reserved for administrators. For anyone else it has no effect.',
  'permission.unknown.about': 'A permission of this app that has no description here.',
} as const satisfies Record<string, Text>;
