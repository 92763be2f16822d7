"""What is wrong with storage and what to do about it, one plain Dutch sentence or two per trouble."""

from bot.storage import errors

NOTHING_LOST = "Er is niets verloren: daarna gaat de bot verder waar hij was."

_SENTENCES: dict[type[errors.StorageError], str] = {
    errors.DiskFullError: f"De schijf met de database is vol. Maak ruimte vrij. {NOTHING_LOST}",
    errors.DiskBrokenError: (
        "De schijf met de database geeft fouten. Controleer de schijf, en zet zo nodig de back-up op een andere terug."
    ),
    errors.ReadOnlyError: (
        "De database is wel te lezen en niet te schrijven. Staat de schijf op alleen-lezen, zijn de map en de "
        f"bestanden van een andere gebruiker, of is deze PostgreSQL een reserve? {NOTHING_LOST}"
    ),
    errors.CannotOpenError: (
        "De database is niet te openen. Kloppen opslag.data_map en opslag.database, en mag de bot bij die map en dat "
        "bestand?"
    ),
    errors.DatabaseDamagedError: (
        "De database is beschadigd, of het bestand is geen database. Zet het opzij (gooi het niet weg) en zet de "
        "laatste back-up terug."
    ),
    errors.DatabaseBusyError: (
        "Een ander programma houdt de database te lang bezet. Kijk wat er nog meer mee werkt, zoals een back-up. "
        f"{NOTHING_LOST}"
    ),
    errors.UnreachableError: (
        "De database antwoordt niet. Draait PostgreSQL, en klopt het adres in opslag.database? " + NOTHING_LOST
    ),
    errors.AccessRefusedError: (
        "PostgreSQL laat de bot niet binnen. Kloppen de gebruiker, het wachtwoord en de naam in opslag.database, en "
        "heeft die gebruiker rechten op de database?"
    ),
    errors.LeaseLostError: (
        "De bot is gestopt omdat zijn verbinding met de database wegviel: een andere kan het hebben overgenomen. "
        f"Start hem opnieuw. {NOTHING_LOST}"
    ),
    errors.DatabaseInUseError: (
        "Er draait al een Regiekamer met deze database; er kan er maar één tegelijk draaien. Stop die eerst, "
        "bijvoorbeeld met: systemctl stop regiekamer"
    ),
    errors.DeviceInUseError: (
        "Er draait al een Regiekamer met de sleutels van dit apparaat (de map crypto); er kan er maar één tegelijk "
        "draaien. Stop die eerst, bijvoorbeeld met: systemctl stop regiekamer"
    ),
    errors.DatabaseNewerError: (
        "De database is van een nieuwere versie van Regiekamer; deze versie laat hem ongemoeid. Installeer de nieuwere "
        "versie, of zet de back-up van vóór die versie terug."
    ),
    errors.DatabaseMissingError: (
        "De database is er niet, of is leeg. Was hij er eerst wel, kijk dan of de schijf er is of zet de back-up "
        "terug. Is dit een nieuwe bot, voer dan `regiekamer setup` uit."
    ),
    errors.SchemaError: "De database past niet bij deze versie van Regiekamer. Zet de laatste back-up terug.",
    errors.MasterKeyMissingError: (
        "geheimen.hoofdsleutel_bestand: dit bestand is er niet of is niet te lezen. Zet de kopie terug: zonder deze "
        "sleutel is de database onleesbaar. Is dit een nieuwe bot, voer dan `regiekamer setup` uit."
    ),
    errors.MasterKeyUnwritableError: (
        "geheimen.hoofdsleutel_bestand: in de map van dit bestand is niets te bewaren. Mag de bot daarin schrijven, en "
        "is er ruimte? Er is niets veranderd."
    ),
    errors.MasterKeyStuckError: (
        "De nieuwe hoofdsleutel is in gebruik en de bot kan draaien, maar de sleutel staat nog in het bestand dat op "
        ".nieuw eindigt. Gooi dat niet weg. Mag de bot in die map schrijven, en zijn de bestanden goed? Voer daarna "
        "nog eens uit: regiekamer sleutels vernieuw"
    ),
    errors.MasterKeyOutdatedError: (
        "De database is met een vorige hoofdsleutel verzegeld, bijvoorbeeld omdat een oudere back-up is teruggezet. "
        "Die sleutel ligt er nog. Voer uit: regiekamer sleutels vernieuw"
    ),
    errors.MasterKeyExposedError: (
        "geheimen.hoofdsleutel_bestand: anderen kunnen dit bestand lezen. Maak het eigen: chmod 600."
    ),
    errors.MasterKeyMalformedError: (
        "geheimen.hoofdsleutel_bestand: in dit bestand staat geen hoofdsleutel. Zet de kopie terug."
    ),
    errors.MasterKeyWrongError: (
        "geheimen.hoofdsleutel_bestand: de database is met een andere hoofdsleutel verzegeld. Zet de sleutel terug die "
        "bij deze database hoort. Er is niets veranderd."
    ),
    errors.MasterKeyExistsError: "geheimen.hoofdsleutel_bestand: dit bestand is er al; de bot overschrijft het nooit.",
    errors.SealBrokenError: (
        "Iets in de database is beschadigd of verplaatst: het zegel klopt niet. Zet de laatste back-up terug."
    ),
    errors.StatementRefusedError: (
        "De database weigerde een opdracht. Dat is een fout in Regiekamer zelf: meld de regel hierboven aan de makers."
    ),
    errors.BackupForeignError: "Dit bestand is geen back-up van Regiekamer. Er is niets veranderd.",
    errors.BackupNewerError: (
        "Deze back-up is van een nieuwere versie van Regiekamer. Installeer die versie en zet hem daarmee terug. Er is "
        "niets veranderd."
    ),
    errors.BackupDamagedError: (
        "Deze back-up is beschadigd of niet compleet. Neem een andere kopie van dit bestand, of de back-up van ervoor. "
        "Er is niets veranderd."
    ),
    errors.BackupKeyError: (
        "Deze back-up hoort bij een andere hoofdsleutel. Geef die met --sleutel BESTAND. Er is niets veranderd."
    ),
    errors.NotEmptyError: (
        "De database is niet leeg, en terugzetten overschrijft nooit iets. Zet de map opslag.data_map opzij (gooi hem "
        "niet weg); bij PostgreSQL: maak een lege database. Er is niets veranderd."
    ),
    errors.RestoreUnfinishedError: (
        "Het terugzetten van de back-up is niet af. Voer `regiekamer restore` nog eens uit, met hetzelfde bestand."
    ),
    errors.OtherRestoreUnfinishedError: (
        "Hier is het terugzetten van een andere back-up nog niet af. Neem het bestand van toen, of begin met een lege "
        "database en een lege map opslag.data_map. Er is niets veranderd."
    ),
}


def sentence(error: errors.StorageError) -> str:
    """Say what is wrong with storage, and what to do."""
    kind: type = type(error)
    return next(_SENTENCES[each] for each in kind.__mro__ if each in _SENTENCES)
