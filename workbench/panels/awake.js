// A panel that hears nothing. anywidget gives a script two seconds to load; where the machine was busier, the promise on
// which each message of the kernel waits is refused for good, and all of them are thrown away: the panel would stay empty
// for ever. So the widget's own way of hearing, which waits for nothing, is put in place of it.

// How long (ms) a page waits for its first answer before it looks whether it hears at all; after twice that it says that
// nothing has come. These words are the only ones of its own: all others come with the first answer.
export const PATIENCE = 4000;
export const READING = "Reading the case …";
export const SILENT = "No answer yet: the kernel is at work, or it was stopped. If nothing comes when it is done, run this cell again.";

// What takes messages in above anywidget's own: the first is its, the next is that of every widget.
function plain(own) {
  let place = own;
  for (let found = 0; place; place = Object.getPrototypeOf(place)) {
    if (!Object.hasOwn(place, "_handle_comm_msg")) continue;
    found += 1;
    if (found === 2) return place._handle_comm_msg;
  }
  return null;
}

// Lets the model behind `model` (which is only a likeness of it) hear its kernel, then calls `done`. The model is known by
// its layout, of which each widget has one of its own.
export function awaken(model, done) {
  const models = (model.widget_manager && model.widget_manager._models) || {};
  for (const promise of Object.values(models)) {
    Promise.resolve(promise).then((own) => {
      const hear = own.comm && own.get("layout") && own.get("layout") === model.get("layout") && plain(own);
      if (!hear) return;
      own.comm.on_msg(hear.bind(own));
      done();
    }, () => null);
  }
}
