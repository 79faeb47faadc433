import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorySite, type StorySite } from './support/story-site.ts';

let site: StorySite;

beforeAll(async () => {
  site = await openStorySite();
});

afterAll(() => site?.close());

describe('what a screen reader is told', () => {
  /** The tree below an element of a story. */
  async function treeOf(name: string, find: (page: Page) => Locator): Promise<string> {
    const tab = await site.openPage({ theme: 'light', width: 1440 });
    await tab.show(name);
    const element = find(tab.page);
    await element.waitFor();
    const tree = await element.ariaSnapshot();
    await tab.close();
    return tree;
  }

  it('by the question before an install', async () => {
    /** Once its buttons take an answer. */
    const dialog = (page: Page) =>
      page
        .getByRole('dialog')
        .filter({ has: page.getByRole('button', { name: 'Approve and install', disabled: false }) });
    expect(await treeOf('permission-dialog-optional', dialog)).toMatchInlineSnapshot(`
      "- dialog "Install Release Notes?":
        - heading "Install Release Notes?" [level=2]
        - paragraph: release-notes by Example Tools · 2.1.3
        - group "This plugin asks for permission to:":
          - paragraph: "This plugin asks for permission to:"
          - heading "Look at these closely" [level=3]
          - paragraph: They reach what is yours, leave this app or can cost you something.
          - list "Look at these closely":
            - listitem:
              - paragraph:
                - text: Connect to the internet
                - code: network
              - paragraph: Send data to, and receive data from, the hosts it names. No other host can be reached.
              - list "Hosts":
                - listitem: api.notes.example
                - listitem: "*.cdn.example"
              - paragraph: “*.” in front of a host stands for every host that ends that way.
              - paragraph: "In the plugin’s own words: To load the release notes."
          - heading "Also asked for" [level=3]
          - list "Also asked for":
            - listitem:
              - paragraph:
                - text: Add to the interface
                - code: ui
              - paragraph: Show panels, toolbar buttons, dialogs and notifications that carry its name.
            - listitem:
              - paragraph:
                - text: Keep its own data
                - code: storage
              - paragraph: Save and read data of its own. It cannot see the data of other plugins.
          - heading "Optional" [level=3]
          - paragraph: It works without these. You can allow them later.
          - heading "Look at these closely" [level=4]
          - paragraph: They reach what is yours, leave this app or can cost you something.
          - list "Look at these closely":
            - listitem:
              - paragraph:
                - text: Read your files
                - code: files:read
              - paragraph: List and read the files of your projects. It cannot change them.
              - paragraph: "In the plugin’s own words: To find out which tools your project names."
              - checkbox "Allow files:read"
              - text: Allow now
          - list "Optional":
            - listitem:
              - paragraph:
                - text: Show notifications
                - code: notifications
              - paragraph: Show messages that carry its name, with buttons that run its own actions.
              - checkbox "Allow notifications"
              - text: Allow now
        - button "Cancel"
        - button "Approve and install""
    `);
  });

  it('by the question of a plugin that runs', async () => {
    // Nothing is ticked, so there is nothing to allow yet.
    expect(await treeOf('run-time-request', (page) => page.getByRole('dialog'))).toMatchInlineSnapshot(`
      "- dialog "Allow Release Notes to do more?":
        - heading "Allow Release Notes to do more?" [level=2]
        - paragraph: release-notes
        - paragraph: "This plugin asks for permission to:"
        - heading "Look at these closely" [level=3]
        - paragraph: They reach what is yours, leave this app or can cost you something.
        - list "Look at these closely":
          - listitem:
            - paragraph:
              - text: Read your files
              - code: files:read
            - paragraph: List and read the files of your projects. It cannot change them.
            - checkbox "Allow files:read"
            - text: Allow
        - heading "Also asked for" [level=3]
        - list "Also asked for":
          - listitem:
            - paragraph:
              - text: Show notifications
              - code: notifications
            - paragraph: Show messages that carry its name, with buttons that run its own actions.
            - paragraph: "In the plugin’s own words: To tell you when there is something new."
            - checkbox "Allow notifications"
            - text: Allow
        - checkbox "Only this session"
        - text: Only this session
        - button "Don’t allow"
        - button "Allow" [disabled]"
    `);
  });

  it('by the manager', async () => {
    expect(await treeOf('installed-some', (page) => page.getByRole('main'))).toMatchInlineSnapshot(`
      "- main:
        - heading "installed-some" [level=1]
        - tablist "Plugins":
          - tab "Installed" [selected]
          - tab "Marketplace"
        - tabpanel "Installed":
          - status
          - search:
            - text: Sort by
            - combobox "Sort by":
              - option "Newest first" [selected]
              - option "Name"
              - option "State"
            - group "Layout":
              - text: Layout
              - button "Grid" [pressed]
              - button "List"
          - status
          - list "Installed plugins":
            - listitem:
              - heading "Color Palette" [level=2]
              - text: Active
              - paragraph: Example Tools Version 1.2.0
              - paragraph: Makes harmonious palettes from a base colour, keeps the last ones, and turns them into CSS.
              - button "Deactivate"
              - button "Settings"
              - button "Permissions"
              - button "Uninstall"
              - button "Activity"
            - listitem:
              - heading "Release Notes" [level=2]
              - text: Inactive
              - paragraph: Example Tools Version 2.1.3
              - paragraph: Fetches what changed in the tools you use and shows it beside your project.
              - button "Activate"
              - button "Permissions"
              - button "Uninstall"
            - listitem:
              - heading "File Cleaner" [level=2]
              - text: Inactive
              - paragraph: Example Tools Version 0.9.0
              - paragraph: Finds files nobody uses any more and removes them after asking.
              - button "Activate"
              - button "Permissions"
              - button "Uninstall"
            - listitem:
              - heading "Dark Themes" [level=2]
              - text: Inactive
              - paragraph: Example Tools Version 1.4.0
              - paragraph: Three quiet dark themes for long evenings.
              - button "Activate"
              - button "Uninstall"
        - status"
    `);
  });
});
