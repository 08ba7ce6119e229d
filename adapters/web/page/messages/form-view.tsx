import type { VNode } from 'preact';
import { useContext, useId } from 'preact/hooks';
import type { Field, FormMessage } from '../../../../bot/messages/model.ts';
import { SayContext } from '../say-context.ts';

/** Several things to fill in at once. The browser itself checks what is required. */
export function FormView({ message }: { message: FormMessage }): VNode {
  const say = useContext(SayContext);
  const submit = (element: HTMLFormElement) => {
    const values = readValues(element, message.fields);
    say({ type: 'form', form: message.form, values }, summary(message, values));
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      <h3>{message.title}</h3>
      {message.fields.map((field) => (
        <FieldView key={field.id} field={field} />
      ))}
      <button type="submit" class="primary">
        {message.submit}
      </button>
    </form>
  );
}

function FieldView({ field }: { field: Field }): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {field.label}
        {field.required && <span class="required">必須</span>}
      </label>
      {field.hint !== '' && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      <FieldInput field={field} id={id} />
    </div>
  );
}

function FieldInput({ field, id }: { field: Field; id: string }): VNode {
  const common = {
    id,
    name: field.id,
    required: field.required,
    ...(field.value === undefined || field.kind === 'select' ? {} : { defaultValue: field.value }),
    ...(field.hint === '' ? {} : { 'aria-describedby': `${id}-hint` }),
  };
  switch (field.kind) {
    case 'text':
      return field.multiline ? (
        <textarea {...common} rows={3} maxLength={field.maxLength} />
      ) : (
        <input {...common} type="text" maxLength={field.maxLength} autocomplete="off" />
      );
    case 'date':
      return <input {...common} type="date" />;
    case 'select':
      return (
        <select {...common}>
          <option value="">選んでください</option>
          {field.options.map(({ value, label }) => (
            <option key={value} value={value} selected={value === field.value}>
              {label}
            </option>
          ))}
        </select>
      );
  }
}

function readValues(element: HTMLFormElement, fields: readonly Field[]): Record<string, string> {
  const data = new FormData(element);
  return Object.fromEntries(
    fields.map(({ id }) => {
      const value = data.get(id);
      return [id, typeof value === 'string' ? value : ''];
    }),
  );
}

/** What the transcript shows: every field that was filled in, with the words the person saw. */
function summary({ title, fields }: FormMessage, values: Readonly<Record<string, string>>): string {
  const lines = fields.flatMap((field) => {
    const value = values[field.id] ?? '';
    if (value === '') return [];
    const option = field.kind === 'select' ? field.options.find((one) => one.value === value) : undefined;
    return [`${field.label}：${option?.label ?? value}`];
  });
  return [title, ...lines].join('\n');
}
