//! Mails about what is due, and overdue, without an answer.

use domain::locale::Locale;
use jiff::civil::date;

use super::{LIAISONS, Samples, area, with_readers};
use crate::message::{Happened, Reader};

pub(super) fn reminders(locale: Locale) -> Samples {
    let due_on = date(2026, 12, 16);
    let soon = |left, waiting, (take, extend)| Happened::DueSoon {
        area: area(),
        due_on,
        left,
        waiting,
        take,
        extend,
    };
    let overdue = |area, late, waiting| Happened::Overdue {
        area,
        due_on,
        late,
        waiting,
    };
    [
        with_readers(locale, "five", LIAISONS, &soon(5, 12, (false, true))),
        with_readers(locale, "one", LIAISONS, &soon(1, 0, (false, false))),
        with_readers(locale, "today", &[Reader::AreaLiaison], &soon(0, 1, (true, true))),
        with_readers(locale, "one", LIAISONS, &overdue(area(), 1, 0)),
        with_readers(locale, "five", &[Reader::Head], &overdue(area(), 5, 12)),
        with_readers(locale, "twenty", &[Reader::Coordinator], &overdue(area(), 20, 12)),
        with_readers(locale, "nobody", &[Reader::Coordinator], &overdue(None, 20, 0)),
    ]
    .concat()
}
