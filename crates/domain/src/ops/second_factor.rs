//! Staff shows its second factor, and is in. The first time, the app is enrolled by the code it shows.

use jiff::SignedDuration;

use super::{
    Caller, Error,
    audit::{audit, audit_of},
    code_limit::{after, before},
};
use crate::{
    audit::Audited,
    limits::Limit,
    person::Email,
    policy::AdminPermit,
    second_factor::{self, SALT, SecondFactor},
    secret::{self, InstanceKey},
    store::{Tx, identities, limits, people, sessions, sign_in_tries},
};

/// The time over which wrong codes are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A code of somebody's app.
#[derive(Debug, Clone)]
pub struct ShowSecondFactor {
    /// The secret of their session.
    pub session: String,
    /// The secret it goes on with: what was known before the step opens nothing after it.
    pub renewed: String,
    /// What was typed.
    pub code: String,
    /// The salt of the app being enrolled; of no meaning for those who have one.
    pub enrolling: Option<[u8; SALT]>,
    /// From which the app's secret was derived.
    pub key: InstanceKey,
    /// Whether wrong codes are counted.
    pub limits: bool,
}

/// Lets somebody in whose code is right: of the app, or a recovery code. False if it is not, or was taken before. Whoever
/// knows the first step guesses one of three codes in a million: after some wrong ones no more are taken for a day.
pub async fn show_second_factor(tx: &Tx, caller: &Caller, input: ShowSecondFactor) -> Result<bool, Error> {
    let now = caller.moment.at;
    let hash = secret::hash(&input.session);
    let session = sessions::find(tx, &hash, now).await?.ok_or(Error::NotFound)?;
    let person = session.person;
    let most = limits::get(tx).await?.count(Limit::WrongCodesADay);
    let tries = secret::hex(&input.key.derive("second_factor_try", &person.0.to_le_bytes()));
    if input.limits {
        let made = sign_in_tries::made_since(tx, &tries, before(now, DAY)).await?;
        if let Some(oldest) = made.len().checked_sub(most).and_then(|index| made.get(index)) {
            let retry_after = after(*oldest, DAY).duration_since(now).as_secs();
            return Err(Error::TooMany { retry_after });
        }
    }
    let known = people::second_factor(tx, person).await?;
    let Some(salt) = known.map(|factor| factor.salt).or(input.enrolling) else {
        return Ok(false);
    };
    let step = second_factor::check(&input.key, person, salt, &input.code, now.as_second());
    let step = step.filter(|step| known.is_none_or(|factor| *step > factor.last_step));
    let recovery = known.and_then(|factor| {
        let code = second_factor::recovery(&input.key, person, salt, &input.code)?;
        Some(factor.using(code)).filter(|_| !factor.is_used(code))
    });
    let after = match (step, recovery) {
        (Some(last_step), _) => SecondFactor {
            salt,
            last_step,
            recovered: known.map_or(0, |factor| factor.recovered),
        },
        (None, Some(used)) => used,
        (None, None) => {
            sign_in_tries::count(tx, &tries, now).await?;
            let made = sign_in_tries::made_since(tx, &tries, before(now, DAY)).await?;
            if made.len() == most {
                let what = Audited::SecondFactorStopped;
                audit_of(tx, caller, (person, session.role), what, None).await?;
            }
            return Ok(false);
        }
    };
    sign_in_tries::forget(tx, &tries).await?;
    if !people::set_second_factor(tx, person, known, Some(after)).await? {
        // Another code of theirs was first.
        return Ok(false);
    }
    sessions::second_factor_shown(tx, &hash, &secret::hash(&input.renewed), now).await?;
    let what = match (known, step) {
        (None, _) => Audited::SecondFactorEnrolled,
        (Some(_), None) => Audited::RecoveryCodeUsed,
        (Some(_), Some(_)) => return Ok(true),
    };
    audit_of(tx, caller, (person, session.role), what, None).await?;
    Ok(true)
}

/// Forgets the app of somebody who lost it: the next sign-in enrols another. Their sessions, their password and their accounts
/// elsewhere end.
pub async fn forget_second_factor(
    tx: &Tx,
    caller: &Caller,
    _: &AdminPermit,
    email: &Email,
) -> Result<(), Error> {
    let person = people::find(tx, email).await?.ok_or(Error::NotFound)?;
    let known = people::second_factor(tx, person.id).await?;
    people::set_second_factor(tx, person.id, known, None).await?;
    // Another app is enrolled by whoever reads their mail: a password, or an account elsewhere, must not be enough.
    people::set_password(tx, person.id, None).await?;
    identities::unlink_all(tx, person.id).await?;
    sessions::end_all(tx, person.id).await?;
    Ok(audit(
        tx,
        caller,
        Audited::PersonForgetSecondFactor,
        Some(format!("person {}", person.id)),
    )
    .await?)
}
