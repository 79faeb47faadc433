import { PERMISSION_STRINGS } from './permission-strings.ts';
import type { Text } from './text.ts';

/** Texts of what asks for permissions, and shows them. */
export const CONSENT_STRINGS = {
  ...PERMISSION_STRINGS,
  /** The name of the app: plugins whose names look like it are warned about. Empty: not compared. */
  'app.name': '',

  'consent.install': 'Install {name}?',
  'consent.install.intro': 'This plugin asks for permission to:',
  'consent.install.nothing':
    'This plugin asks for no permissions. It cannot reach your projects, your files or the internet.',
  'consent.install.allow': 'Approve and install',
  'consent.install.refuse': 'Cancel',
  'consent.request': 'Allow {name} to do more?',
  'consent.request.intro': 'This plugin asks for permission to:',
  'consent.update': 'Update {name}?',
  'consent.update.intro': 'The new version asks for more. Until you allow it, the installed version stays.',
  'consent.update.allow': 'Allow and update',
  'consent.activation': 'Allow {name} to do this?',
  'consent.activation.intro':
    'You have not been asked yet what this plugin may do. It asks for permission to:',
  'consent.allow': 'Allow',
  'consent.refuse': 'Don’t allow',
  'consent.session': 'Only this session',
  'consent.tick': 'Allow',
  /** `permission` is its name, such as `files:read`. */
  'consent.tick.name': 'Allow {permission}',

  'consent.identity': '{id} by {author}',
  /** What the marketplace says. */
  'consent.publisher': 'Published by {publisher}',
  'consent.publisher.verified': 'Published by {publisher} (verified)',
  /** What the manifest says, which nobody has checked. */
  'consent.publisher.claimed': 'Says it is published by {publisher}',
  'consent.sensitive': 'Look at these closely',
  'consent.sensitive.about': 'They reach what is yours, leave this app or can cost you something.',
  'consent.others': 'Also asked for',
  'consent.optional': 'Optional',
  'consent.optional.about': 'It works without these. You can allow them later.',
  'consent.optional.tick': 'Allow now',
  'consent.kept': 'What it may do already ({count})',
  'consent.reason': 'In the plugin’s own words: {reason}',

  'consent.hosts': 'Hosts',
  'consent.hosts.new': 'New hosts',
  'consent.hosts.none': 'It names no hosts, so it can reach none.',
  'consent.hosts.more': { one: '{count} more host', other: '{count} more hosts' },
  'consent.hosts.any': '“*” alone is every host there is.',
  'consent.hosts.wildcard': '“*.” in front of a host stands for every host that ends that way.',
  'consent.hosts.punycode':
    '“xn--” stands for letters that can look like those of another host. Such a host is shown the way browsers send it.',
  'consent.hosts.plain': '“http:” is not encrypted: others on the way can read what is sent.',

  'consent.name.warning': 'Check who this is from',
  'consent.name.bidi': 'The name has characters that turn the direction of text around.',
  'consent.name.invisible': 'The name has characters that cannot be seen.',
  'consent.name.scripts': 'A word of the name mixes letters of different alphabets.',
  'consent.name.app': 'The name is the name of this app, or looks like it.',
  'consent.name.installed':
    'The name looks like that of “{name}” ({id}), which you have installed. They are different plugins.',

  'grants.title': 'Permissions of {name}',
  'grants.cancel': 'Cancel',
  'grants.save': 'Save',
  'grants.failed': 'That did not work',

  'safeMode.title': 'Safe mode.',
  'safeMode.about':
    'No plugin is running. Deactivate or uninstall what stands in the way, then open the app as usual.',
} as const satisfies Record<string, Text>;
