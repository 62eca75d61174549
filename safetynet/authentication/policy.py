"""Nobody but the person herself knows how she signs in."""

from sqlalchemy import ColumnElement, true

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Role, Values, policy_for
from safetynet.authentication.models import Credential, Passkey, RecoveryCode, SignIn


@policy_for(Credential)
class CredentialPolicy(OwnedPolicy[Credential]):
    """Reached only by signing in, which asks behind the walls for one fingerprint."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return Credential.member_id == actor.id

    def leaves_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.ADMINISTRATOR:
            return true()
        return super().leaves_by_rows(actor)

    def writes(self, actor: Actor, values: Values) -> bool:
        """One's own; and the administrator's, who gives a new person the first password."""
        return actor.role is Role.ADMINISTRATOR or bool(values.member_id == actor.id)


@policy_for(SignIn)
class SignInPolicy(Policy[SignIn]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return SignIn.member_id == actor.id

    def permits(self, actor: Actor, permission: Permission, record: SignIn) -> bool:
        return permission in {Permission.SIGN_IN_END, Permission.ACCOUNT_READ}

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id)


@policy_for(RecoveryCode)
class RecoveryCodePolicy(Policy[RecoveryCode]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return RecoveryCode.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id)


@policy_for(Passkey)
class PasskeyPolicy(OwnedPolicy[Passkey]):
    """Nobody but their owner knows that they are there, nor what they are called."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return Passkey.member_id == actor.id

    def permits(self, actor: Actor, permission: Permission, record: Passkey) -> bool:
        return permission is Permission.ACCOUNT_READ

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id and values.owner_id == actor.agency_id)
