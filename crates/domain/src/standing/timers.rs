//! What time alone does with a request: what ends by itself, and of what somebody is to be reminded. Who that is, and by
//! which mail, is in [`crate::audience`].

use jiff::{Span, civil::Date};

use super::Standing;
use crate::{
    audience::{Recipient, reminded},
    deadline::{Calendar, PATIENCE, PromiseResult, SECOND_ASKING, SOON},
    keys::keys,
    status::Status,
};

/// Working days after which a reminder is no news any more: nobody gets a pile of them after a long outage, an import of
/// old requests, or when the request changes hands. What is owed stands in the mail of the week.
const STALE: u32 = 10;

/// What ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Nobody replied.
    Lapse,
    /// Nobody gave a verdict.
    Expire,
}

keys! {
    /// Of what somebody is reminded; within a matter the later ones are the more urgent.
    Reminder {
        /// Five working days are left to reply.
        LapseWarning = "lapse_warning",
        /// The verdict is asked once more.
        SecondAsking = "second_asking",
        /// Five working days are left to answer.
        DueIn5 = "due_in_5",
        /// One working day is left.
        DueIn1 = "due_in_1",
        /// The due date has passed.
        Overdue = "overdue",
        /// It passed five working days ago.
        OverdueBy5 = "overdue_by_5",
        /// It passed ten working days ago.
        OverdueBy10 = "overdue_by_10",
        /// It passed twenty working days ago.
        OverdueBy20 = "overdue_by_20",
        /// The promised date has passed.
        PromisePassed = "promise_passed",
        /// It passed ten working days ago.
        PromiseLateBy10 = "promise_late_by_10",
    }
}

/// What reminders are about: the urgent one takes the place of the others about the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// The open question.
    Question,
    /// The verdict.
    Verdict,
    /// The due date.
    Clock,
    /// The promised date.
    Promise,
}

impl Reminder {
    /// What it is about.
    pub const fn matter(self) -> Matter {
        match self {
            Self::LapseWarning => Matter::Question,
            Self::SecondAsking => Matter::Verdict,
            Self::DueIn5
            | Self::DueIn1
            | Self::Overdue
            | Self::OverdueBy5
            | Self::OverdueBy10
            | Self::OverdueBy20 => Matter::Clock,
            Self::PromisePassed | Self::PromiseLateBy10 => Matter::Promise,
        }
    }
}

/// A reminder and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The first day on which it may leave.
    pub on: Date,
    /// Of what.
    pub reminder: Reminder,
    /// The date it is known by: that of the question, of the answer, of the promise, the due date that has passed. Nobody is
    /// reminded twice of the same. What is due soon is known by its own day: an extension makes another one, a day off that
    /// is added before the due date does not.
    pub about: Date,
}

impl Standing {
    /// What ends by itself, and on which day. Nothing does while the request is hidden.
    pub fn closing(&self, calendar: &Calendar) -> Option<(Date, Closing)> {
        let (since, closing) = match (self.status, self.question, self.answered_on) {
            _ if self.hidden.is_some() => return None,
            (Status::NeedsInfo, Some(question), _) => (question.asked_on, Closing::Lapse),
            (Status::Answered, _, Some(answered_on)) => (answered_on, Closing::Expire),
            _ => return None,
        };
        let last = self.round.patience_ends(calendar, since, PATIENCE);
        Some((next_day(last), closing))
    }

    /// Every reminder, of days that have come and of days to come, the earliest first. There is none while the request is
    /// hidden.
    pub fn reminders(&self, calendar: &Calendar) -> Vec<Due> {
        let mut all = Vec::new();
        if self.hidden.is_some() {
            return all;
        }
        let mut put = |reminder, on, about| all.push(Due { on, reminder, about });
        let patience = |since, count| self.round.patience_ends(calendar, since, count);
        if let (Status::NeedsInfo, Some(question)) = (self.status, self.question) {
            let asked_on = question.asked_on;
            put(
                Reminder::LapseWarning,
                patience(asked_on, PATIENCE - SOON),
                asked_on,
            );
        }
        if let (Status::Answered, Some(answered_on)) = (self.status, self.answered_on) {
            put(
                Reminder::SecondAsking,
                patience(answered_on, SECOND_ASKING),
                answered_on,
            );
        }
        // Of a request in parts each part has its own desk, and the same due date.
        if let Some(due) = self.clock_runs_to().filter(|_| !self.split) {
            for (reminder, left) in [(Reminder::DueIn5, 5), (Reminder::DueIn1, 1)] {
                let on = calendar.working_day_before(due, left);
                put(reminder, on, on);
            }
            for (reminder, late) in [
                (Reminder::Overdue, 1),
                (Reminder::OverdueBy5, 5),
                (Reminder::OverdueBy10, 10),
                (Reminder::OverdueBy20, 20),
            ] {
                put(reminder, calendar.working_day_after(due, late), due);
            }
        }
        if let (PromiseResult::Open, Some(promised)) = (self.promise.result, self.promise.on) {
            put(Reminder::PromisePassed, next_day(promised), promised);
            put(
                Reminder::PromiseLateBy10,
                calendar.working_day_after(promised, 10),
                promised,
            );
        }
        all.sort_by_key(|due| due.on);
        all
    }

    /// What is to be said today, and to whom: of those whose day has come, the most urgent for each reader and matter.
    pub fn reminders_now(&self, calendar: &Calendar, today: Date) -> Vec<(Due, Recipient)> {
        let mut now: Vec<(Due, Recipient)> = Vec::new();
        let fresh = |due: &Due| due.on <= today && today <= calendar.working_day_after(due.on, STALE);
        for due in self.reminders(calendar).into_iter().filter(fresh) {
            for reader in reminded(due.reminder).1 {
                now.retain(|(earlier, its)| {
                    its != reader || earlier.reminder.matter() != due.reminder.matter()
                });
                now.push((due, *reader));
            }
        }
        now
    }

    /// The due date, while the clock runs towards it or past it.
    fn clock_runs_to(&self) -> Option<Date> {
        let undetermined = self.round.result.is_none() && !self.is_paused();
        self.round.due_on.filter(|_| undetermined)
    }
}

fn next_day(last: Date) -> Date {
    last.saturating_add(Span::new().days(1))
}
