/** What both thin renderers make in the page; the rest are elements without a class. */
export function defineHostElements(): void {
  customElements.define('ui-button', ButtonElement);
  customElements.define('ui-field', FieldElement);
}

class ButtonElement extends HTMLElement {
  constructor() {
    super();
    this.addEventListener('click', () => this.dispatchEvent(new CustomEvent('press')));
  }
}

class FieldElement extends HTMLElement {
  private readonly input = document.createElement('input');

  constructor() {
    super();
    this.input.addEventListener('input', (event) => {
      event.stopPropagation();
      this.dispatchEvent(new CustomEvent('input', { detail: this.input.value }));
    });
  }

  connectedCallback(): void {
    this.append(this.input);
  }

  get value(): string {
    return this.input.value;
  }

  set value(value: string) {
    if (value !== this.input.value) this.input.value = value;
  }
}
