"""What can happen, as plain functions within one transaction; no door and no channel is known here.

Whatever a person does comes in at `front`, and what is due at `coming_due`; each gets a `Turn`.
An answer goes on to `conversations` (what a flow sends: `sent`, `effects`, `effects_staff`; what it
may name: `bindings`), a press to `presses` and its three tables, words to `threads` or, until a yes,
to `held`. What the house says goes out by `screens` and `outgoing`, and `leaving` asks once more.

The matters: `tonight` and `tonight_duty`, `applications`, `situations`, `appointments` and
`appointment_changes`, `rent` and `rent_plan`, `tasks`, `codes`, `privacy`. Who somebody is and may
see: `people`, `access`, `thread_access`, `reading`, `reveal`. What they see: `menu`, `staff`,
`texts`, `words`. Time: `due` plans, `housekeeping` looks ahead and forgets.
"""
