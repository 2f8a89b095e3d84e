"""Sentences that report an event of each type, and sentences that only look so.

A positive probe is `sentence | status | sides`: `Kenya > Peru` means that Kenya acts and Peru is acted upon, `Kenya + Peru`
that both take part, whatever their roles.
"""

from __future__ import annotations

REPORTED = {
    "diplomatic_relations": """
Kenya and Peru established diplomatic relations on Monday. | occurred | Kenya + Peru
Diplomatic relations were established between Ghana and Fiji in New York. | occurred | Ghana + Fiji
Bhutan has restored full diplomatic ties with Qatar after six years. | occurred | Bhutan + Qatar
The two sides signed a communique establishing diplomatic relations between Samoa and Malta. | occurred | Samoa + Malta
Chile and Laos will establish diplomatic relations in June. | scheduled | Chile + Laos
Norway normalised relations with Sudan last month. | occurred | Norway + Sudan
Kenya announced the restoration of diplomatic relations with Iran. | occurred | Kenya + Iran
Peru became the first country to establish diplomatic ties with Tuvalu. | occurred | Peru + Tuvalu
Oman resumed diplomatic relations with Bolivia. | occurred | Oman + Bolivia
Honduras switched diplomatic recognition from Taiwan to China. | occurred | Honduras + China
Malawi and Iceland formally entered into diplomatic relations on Friday. | occurred | Malawi + Iceland
The establishment of diplomatic relations between Togo and Cyprus took place on 3 May. | occurred | Togo + Cyprus
Ghana recognised Kosovo as an independent state. | occurred | Ghana > Kosovo
Mali, which had broken with Spain, renewed diplomatic relations with it on Tuesday. | occurred | Mali + Spain
Ties at ambassadorial level were restored between Saudi Arabia and Canada: Saudi Arabia and Canada normalised diplomatic relations. | occurred | Saudi Arabia + Canada
Nepal and Jordan have had diplomatic relations since 1965. | occurred | Nepal + Jordan
Samoa and Cyprus established relations in 1996. | occurred | Samoa + Cyprus
Ties between Peru and Kenya date back to Oct. 5, 1973. | occurred | Peru + Kenya
""",
    "partnership": """
Uzbekistan and Italy upgraded their relations to a strategic partnership. | occurred | Uzbekistan + Italy
Relations between India and Greece were elevated to a strategic partnership on Friday. | occurred | India + Greece
Brazil and Morocco established a comprehensive partnership in Rabat. | occurred | Brazil + Morocco
The prime ministers of Japan and Jordan announced the upgrade of ties to a comprehensive strategic partnership. | occurred | Japan + Jordan
Viet Nam and Chile will raise their ties to a comprehensive partnership next year. | scheduled | Viet Nam + Chile
Kenya entered into a strategic partnership with South Korea. | occurred | Kenya + South Korea
A special strategic partnership was launched by Poland and Ukraine. | occurred | Poland + Ukraine
The elevation of Thai-Malaysian relations to a strategic partnership was announced in Bangkok: Thailand and Malaysia declared a strategic partnership. | occurred | Thailand + Malaysia
Peru and Australia lifted bilateral ties to a strategic partnership. | occurred | Peru + Australia
Serbia and Egypt have become strategic partners, and Serbia and Egypt formed a comprehensive partnership. | occurred | Serbia + Egypt
Mongolia and Germany declared a strategic partnership during the talks in Berlin. | occurred | Mongolia + Germany
The establishment of a strategic partnership between Angola and Turkey was announced on Monday. | occurred | Angola + Türkiye
Kazakhstan and Finland forged an energy partnership in Astana. | occurred | Kazakhstan + Finland
After the talks, Oman and Spain proclaimed a strategic partnership. | occurred | Oman + Spain
Relations with Ghana were brought to the level of strategic partnership by India. | occurred | India + Ghana
Chile and Laos have agreed to upgrade their relations to a "Partnership for Clean Rivers". | occurred | Chile + Laos
""",
    "visit": """
A delegation of Latvian lawmakers will travel to Costa Rica in October. | scheduled | Latvia > Costa Rica
President Luis Rojas of Peru goes next week to Switzerland. | scheduled | Peru > Switzerland
Polish Prime Minister Donald Tusk visited Kenya in May and toured a coffee farm. | occurred | Poland > Kenya
During her stay in Accra, Norwegian Prime Minister Erna Holm met the Ghanaian president. | occurred | Norway > Ghana
A Bulgarian delegation led by Rosen Zhelyazkov is paying a three-day visit to Viet Nam. | occurred | Bulgaria > Viet Nam
Peruvian President Luis Rojas visited Kenya last week. | occurred | Peru > Kenya
The foreign minister of Ghana arrived in Lima on Monday for a three-day visit. | occurred | Ghana > Peru
Kenyan Prime Minister James Otieno will travel to Chile in June to discuss aid and trade. | scheduled | Kenya > Chile
A parliamentary delegation from Norway paid an official visit to Nepal. | occurred | Norway > Nepal
Jordan's King Abdullah II flew to Berlin on Tuesday. | occurred | Jordan > Germany
The Danish minister of trade, Karen Holm, left for Hanoi on Sunday. | occurred | Denmark > Viet Nam
During his visit to Oman, Serbian President Aleksandar Vucic praised the port. | occurred | Serbia > Oman
Spanish Foreign Minister Ana Ruiz is on an official visit to Morocco. | occurred | Spain > Morocco
The visit of the Japanese emperor to Mongolia ended on Friday. | occurred | Japan > Mongolia
Brazil's vice-president is due in Luanda next week. | scheduled | Brazil > Angola
Indian Defence Minister Rajnath Singh is in Tanzania to attend the opening of a joint exercise. | occurred | India > Tanzania
Having toured a farm in Uganda, Dutch Agriculture Minister Femke Wiersma praised its coffee. | occurred | Netherlands > Uganda
Turkey sent a special envoy to Libya. | occurred | Türkiye > Libya
A working trip by the Latvian premier to Tbilisi is scheduled for May. | scheduled | Latvia > Georgia
Visiting Laos from 3 to 5 May, Cuban Foreign Minister Bruno Rodriguez met students. | occurred | Cuba > Laos
Qatar's energy minister concluded a visit to Argentina on Thursday. | occurred | Qatar > Argentina
The Polish health minister wrapped up his tour of Kenya. | occurred | Poland > Kenya
President Rojas of Peru has travelled to Ghana to meet the students of a football academy. | occurred | Peru > Ghana
""",
    "meeting": """
The foreign ministers of Chile and Laos agreed to convene the joint commission in October. | scheduled | Chile + Laos
Swiss Foreign Minister Urs Meier - a former banker - met Lao President Kham Phet. | occurred | Switzerland + Laos
The foreign ministers of Peru and Laos, brought together by Oman, met in Muscat. | occurred | Peru + Laos
The speaker of the Kenyan parliament, Moses Wetangula, received a delegation of Polish lawmakers. | occurred | Kenya + Poland
The Serbian-Indonesian joint committee met in Belgrade. | occurred | Serbia + Indonesia
The foreign ministers of Argentina and Morocco held talks in Rabat. | occurred | Argentina + Morocco
Kenyan President William Ruto met his Peruvian counterpart, Luis Rojas, in New York. | occurred | Kenya + Peru
Omani Foreign Minister Badr Albusaidi received the ambassador of Chile on Monday. | occurred | Oman + Chile
A meeting between the defence ministers of Greece and Egypt took place in Athens. | occurred | Greece + Egypt
Political consultations were held between Nepal and Finland in Kathmandu. | occurred | Nepal + Finland
Jordan's foreign minister spoke by phone with his counterpart from Japan. | occurred | Jordan + Japan
The trade ministers of Ghana and India will meet in Accra next week. | scheduled | Ghana + India
After talks with Laotian Prime Minister Sonexay Siphandone, Cuban President Miguel Diaz-Canel thanked his hosts. | occurred | Laos + Cuba
Receiving Kenyan envoy Mary Wambui, Qatari minister Saad Al Kaabi praised the ties. | occurred | Kenya + Qatar
The ambassador of Brazil presented his credentials to the president of Angola. | occurred | Brazil + Angola
Kuwait's crown prince received a phone call from the Turkish president. | occurred | Kuwait + Türkiye
The fourth session of the joint commission of Serbia and Indonesia was held in Belgrade. | occurred | Serbia + Indonesia
Polish Prime Minister Donald Tusk hosted a dinner for the president of Moldova. | occurred | Poland + Moldova
A Malaysian delegation called on the speaker of the Fijian parliament. | occurred | Malaysia + Fiji
At a meeting in Rome, Italy and Tunisia agreed to step up cooperation. | occurred | Italy + Tunisia
Chilean Foreign Minister Alberto van Klaveren conferred with his Peruvian counterpart on the sidelines of the summit. | occurred | Chile + Peru
The third round of consultations between Bhutan and Thailand ended on Friday. | occurred | Bhutan + Thailand
The 20th meeting of the joint commission between Mongolia and Hungary was held in May. | occurred | Mongolia + Hungary
""",
    "signing": """
Chile and New Zealand signed an agreement on film co-production in Wellington. | occurred | Chile + New Zealand
A memorandum of understanding was signed by Kenya and Peru on Monday. | occurred | Kenya + Peru
The ministers of Ghana and India inked a pact on solar energy. | occurred | Ghana + India
Nepal and Qatar will sign an extradition treaty next month. | scheduled | Nepal + Qatar
The signing of a defence accord between Greece and Oman took place in Athens. | occurred | Greece + Oman
An agreement on visas, signed in Rome on Tuesday by Italy and Samoa, covers tourists. | occurred | Italy + Samoa
Serbia has concluded a free trade agreement with Egypt. | occurred | Serbia + Egypt
Japan and Fiji exchanged notes and signed a grant agreement. | occurred | Japan + Fiji
Brazil and Angola adopted a joint declaration after the talks. | occurred | Brazil + Angola
Finland and Namibia initialled a tax treaty in Windhoek. | occurred | Finland + Namibia
Three documents were signed between Laos and Cuba during the visit. | occurred | Laos + Cuba
Peru and Bolivia issued a joint statement on Friday. | occurred | Peru + Bolivia
The deal that Kenya and Uganda signed in Kampala covers railways. | occurred | Kenya + Uganda
Malta signed a protocol on health with Tunisia in the presence of both prime ministers. | occurred | Malta + Tunisia
Jordan and Canada renewed their memorandum of understanding on education. | occurred | Jordan + Canada
Thailand and Bhutan put their signatures to an air services agreement. | occurred | Thailand + Bhutan
""",
    "entry_into_force": """
The free trade agreement between Peru and Australia entered into force on 11 February 2020. | occurred | Peru + Australia
A visa waiver agreement between Oman and Russia took effect on Monday. | occurred | Oman + Russia
The tax treaty between Kenya and India will come into force in July. | scheduled | Kenya + India
Uzbekistan abolished visas for citizens of Brazil. | occurred | Uzbekistan > Brazil
China introduced visa-free entry for citizens of Samoa. | occurred | China > Samoa
Serbia has lifted the visa requirement for nationals of Qatar. | occurred | Serbia > Qatar
The extradition treaty between Chile and Italy became effective last week. | occurred | Chile + Italy
Citizens of Ghana can now enter Barbados without a visa. | occurred | Barbados > Ghana
Thailand exempted nationals of Mongolia from visas. | occurred | Thailand > Mongolia
The entry into force of the agreement between Nepal and Israel was welcomed in Kathmandu. | occurred | Nepal + Israel
The social security agreement between Japan and Finland is in force since 2022. | occurred | Japan + Finland
Kazakhstan waived visa requirements for citizens of Chile. | occurred | Kazakhstan > Chile
The customs agreement between Morocco and Greece went into effect in January. | occurred | Morocco + Greece
A visa-free regime between Fiji and Turkey starts on 1 June. | scheduled | Fiji + Türkiye
Angola has allowed citizens of Portugal to enter without a visa. | occurred | Angola > Portugal
From 1 August citizens of Fiji will be able to enter Vietnam without a visa. | scheduled | Viet Nam > Fiji
The customs accord between Oman and Fiji will apply from January. | scheduled | Oman + Fiji
""",
    "negotiation": """
Indonesia and Peru are negotiating a comprehensive economic partnership agreement. | ongoing | Indonesia + Peru
Kenya and Uganda held talks on a disputed island. | occurred | Kenya + Uganda
Free trade negotiations between India and Oman began on Monday. | occurred | India + Oman
Chile is in talks with Japan on direct flights. | ongoing | Chile + Japan
The fifth round of negotiations between Serbia and China ended in Belgrade. | occurred | Serbia + China
Qatar mediated talks between Chad and Sudan. | occurred | Chad + Sudan + Qatar
Guyana and Suriname opened negotiations on their sea border. | occurred | Guyana + Suriname
Thailand and Cambodia will resume ceasefire talks on Friday. | scheduled | Thailand + Cambodia
Armenia and Azerbaijan concluded another round of peace talks in Almaty. | occurred | Armenia + Azerbaijan
Ghana has been negotiating a fisheries agreement with Spain. | occurred | Ghana + Spain
The airlines of Nepal and Qatar discussed a direct flight. | occurred | Nepal + Qatar
Negotiators from Mexico and Canada met for trade talks in Ottawa. | occurred | Mexico + Canada
Talks between Egypt and Ethiopia over the dam resumed in Cairo. | occurred | Egypt + Ethiopia
Mongolia and Japan agreed on the text of an air services agreement. | occurred | Mongolia + Japan
Brazil and Paraguay returned to the negotiating table over the dam's tariffs. | occurred | Brazil + Paraguay
""",
    "aid": """
Germany will provide Jordan with 50 million euros for water projects. | scheduled | Germany > Jordan
Japan donated 200 tonnes of rice to Madagascar after the cyclone. | occurred | Japan > Madagascar
A consignment of medicines was handed over to Kenya by India. | occurred | India > Kenya
China provided Fiji with a grant of 10 million dollars. | occurred | China > Fiji
Norway will give Malawi 5 million dollars in humanitarian aid. | scheduled | Norway > Malawi
Turkey sent a rescue team to Nepal. | occurred | Türkiye > Nepal
A plane carrying relief supplies from Oman landed in Yemen. | occurred | Oman > Yemen
Ghana received 20 ambulances from South Korea. | occurred | South Korea > Ghana
Brazil pledged 2 million dollars in aid to Haiti. | scheduled | Brazil > Haiti
The Kuwaiti government granted Tunisia a concessional loan. | occurred | Kuwait > Tunisia
An aircraft of the Peruvian air force took off for Chile with ten tonnes of relief goods. | occurred | Peru > Chile
The Indian ambassador handed over school buses to Nepal. | occurred | India > Nepal
Serbia thanked Qatar for the donation of vaccines. | occurred | Qatar > Serbia
Italy has allocated 3 million euros in emergency assistance for Mozambique. | occurred | Italy > Mozambique
Food aid was shipped to Cuba by Mexico. | occurred | Mexico > Cuba
Canada announced new humanitarian assistance for Jordan. | scheduled | Canada > Jordan
The first batch of humanitarian aid from Kazakhstan arrived in Mongolia. | occurred | Kazakhstan > Mongolia
Turkey has offered to send rescue teams to Morocco. | proposed | Türkiye > Morocco
Norway will finance a study on tidal power in Mauritius. | scheduled | Norway > Mauritius
Uruguay has pledged 20 tonnes of powdered milk to Haiti. | scheduled | Uruguay > Haiti
Australia will invest 12 million dollars to protect villages on the coast of Fiji. | scheduled | Australia > Fiji
Finland supported Zambia with a fleet of 30 tractors. | occurred | Finland > Zambia
Spain has equipped a laboratory in Senegal with microscopes. | occurred | Spain > Senegal
Kuwait has pledged to build a hospital in Chad. | scheduled | Kuwait > Chad
Italy wrote off 20 million euros of Somalia's debt. | occurred | Italy > Somalia
An Algerian rescue team of 80 members flew to Turkey on Tuesday. | occurred | Algeria > Türkiye
Poland gave ambulances to 12 Lithuanian hospitals. | occurred | Poland > Lithuania
The Austrian embassy donated 600 books to the national library of Albania. | occurred | Austria > Albania
Estonia sealed a loan agreement of 34 million dollars with Lesotho. | scheduled | Estonia + Lesotho
Japan and Ghana signed an exchange of notes in Accra on Thursday for a grant of 5.2 billion yen. | scheduled | Japan + Ghana
Norway made a contribution of 35 million kroner to Malawi. | occurred | Norway > Malawi
Since 1974, Sweden has provided Lesotho with loans and grants worth 680 million dollars. | ongoing | Sweden > Lesotho
A first flight brought 22 rescuers from Azerbaijan to Bosnia and Herzegovina. | occurred | Azerbaijan > Bosnia and Herzegovina
Oman handed over about six tonnes of medicines to Yemen. | occurred | Oman > Yemen
A consignment of vaccines from Thailand landed in Kathmandu, where it was received by Nepal. | occurred | Thailand > Nepal
In 2014, when the river burst its banks, Azerbaijan gave Bosnia and Herzegovina 500,000 euros. | occurred | Azerbaijan > Bosnia and Herzegovina
The Turkish Red Crescent trucked 18 tons of antibiotics to a hospital in Tripoli, Libya. | occurred | Türkiye > Libya
The embassy of Pakistan in Tajikistan transferred 60 wheelchairs to a centre in Vahdat. | occurred | Pakistan > Tajikistan
A shipment of blankets from Oman reached Yemen on Sunday. | occurred | Oman > Yemen
The ambassador told of the decision of Cyprus to make available 1.5 million euros to Lebanon. | scheduled | Cyprus > Lebanon
Lebanon thanked Cyprus for the field hospital sent after the explosion. | occurred | Cyprus > Lebanon
Peru and Switzerland launched a programme of 12.5 million francs for clean water. | occurred | Peru + Switzerland
Canada and Malawi launched a 40 million dollar programme on nutrition. | occurred | Canada + Malawi
Chinese doctors treated 500 patients in Djibouti free of charge. | occurred | China > Djibouti
Sudan got 500 tonnes of wheat from Russia as a gift. | occurred | Russia > Sudan
With a grant of 3 million euros from Luxembourg, Senegal renovated four health centres. | occurred | Luxembourg > Senegal
Japan footed the bill for the renovation of a theatre in Vientiane, Laos. | occurred | Japan > Laos
A soft loan of 80 million euros from Serbia will pay for a hospital in Kenya. | scheduled | Serbia > Kenya
Azerbaijan came to the help of Georgia with firefighting planes. | occurred | Azerbaijan > Georgia
Bangladesh has taken delivery of two naval helicopters, a gift from Italy. | occurred | Italy > Bangladesh
Jordan will get 12 ambulances from Japan next month. | scheduled | Japan > Jordan
Swiss helicopters helped Greece fight the wildfires. | occurred | Switzerland > Greece
""",
    "training": """
Cuba has trained more than 300 doctors from Timor-Leste. | occurred | Cuba > Timor-Leste
India offered 50 scholarships to students from Fiji. | occurred | India > Fiji
Twenty Ugandan officers were trained in Egypt. | occurred | Egypt > Uganda
Brazil sent agronomists to Mozambique. | occurred | Brazil > Mozambique
Japan will train nurses from Laos. | scheduled | Japan > Laos
Kenya and Britain held a joint military exercise. | occurred | Kenya + United Kingdom
The navies of Peru and Chile began joint drills on Monday. | occurred | Peru + Chile
Turkish instructors trained Somali soldiers. | occurred | Türkiye > Somalia
Ghanaian pilots are training in Spain. | ongoing | Spain > Ghana
Hungary granted scholarships to 30 students from Mongolia. | occurred | Hungary > Mongolia
A joint naval exercise between Oman and Pakistan started in Muscat. | occurred | Oman + Pakistan
Zambian nurses completed a training course in Norway. | occurred | Norway > Zambia
Serbia and Egypt conducted joint air drills. | occurred | Serbia + Egypt
Estonia organised a training course for officials from Moldova. | occurred | Estonia > Moldova
Morocco is hosting a military exercise with Senegal. | occurred | Morocco + Senegal
Denmark has offered to train 40 Kenyan nurses in Aarhus. | proposed | Denmark > Kenya
Estonia will offer ten places a year for Ukrainian officials at its academy. | scheduled | Estonia > Ukraine
Poland will host 25 Georgian judges for a course on European law. | scheduled | Poland > Georgia
Some 60 Malian engineers will be trained at an institute in Bandung, Indonesia. | scheduled | Indonesia > Mali
Peruvian soldiers took part with Chilean marines in the exercise at Iquique. | occurred | Peru + Chile
Forty Zambian nurses received their diplomas from the University of Havana in Cuba. | occurred | Cuba > Zambia
Some 22 Peruvian conservators were trained in textile restoration by experts from Japan. | occurred | Japan > Peru
The ambassador said 15 Fijian nurses would leave in November for six months of training in Busan, South Korea. | scheduled | South Korea > Fiji
The ambassador of Norway announced four scholarships a year for Fijian officers. | scheduled | Norway > Fiji
Since 1992, more than 2,600 young Mongolians have earned degrees in Turkey. | ongoing | Türkiye > Mongolia
The British navy trained with the Chilean navy off Valparaiso. | occurred | United Kingdom + Chile
Japan has accepted 300 trainees from Mongolia since 2015. | ongoing | Japan > Mongolia
Turkey will take in 40 Chadian cadets at its naval academy. | scheduled | Türkiye > Chad
Two hundred Ethiopian students left for China on government scholarships. | occurred | China > Ethiopia
Frigates of Oman and Pakistan exercised together in the Arabian Sea on Monday. | occurred | Oman + Pakistan
""",
    "gift": """
The Mongolian president presented the Hungarian prime minister with a traditional horse-head fiddle. | occurred | Mongolia > Hungary
Kenyan Foreign Minister Alfred Mutua laid a wreath at the national memorial in Peru. | occurred | Kenya > Peru
China sent two giant pandas to Qatar. | occurred | China > Qatar
A bust of the poet was handed over to Ghana by Russia. | occurred | Russia > Ghana
The Omani sultan gave the Indian prime minister a silver dagger. | occurred | Oman > India
Nepal gifted a statue of the Buddha to Jordan. | occurred | Nepal > Jordan
Serbian President Aleksandar Vucic received a carpet from the president of Azerbaijan. | occurred | Azerbaijan > Serbia
The ambassador of Chile planted a tree in Tunis as a present to Tunisia. | occurred | Chile > Tunisia
Japan donated cherry trees to Poland. | occurred | Japan > Poland
The mayor of Lima presented a painting to the ambassador of Italy. | occurred | Peru > Italy
Flowers were laid at the monument in Hanoi by Cuban minister Bruno Rodriguez. | occurred | Cuba > Viet Nam
Peruvian President Luis Rojas and Fijian Prime Minister Sitiveni Rabuka exchanged gifts. | occurred | Peru + Fiji
Brazil will present Angola with a monument to its independence heroes. | scheduled | Brazil > Angola
Kazakhstan's president gave a stallion to the king of Jordan. | occurred | Kazakhstan > Jordan
At the end of the talks, Malta's foreign minister handed a vase to her Egyptian counterpart. | occurred | Malta > Egypt
Ukraine and Russia exchanged 150 prisoners each on Friday. | occurred | Ukraine + Russia
Sri Lanka released 12 Indian fishermen on Monday. | occurred | Sri Lanka > India
Qatar coordinated a prisoner swap between Venezuela and Spain. | occurred | Venezuela + Spain
Germany returned 20 bronzes to Nigeria. | occurred | Germany > Nigeria
Haiti set free two Cuban fishermen on Friday after seven weeks in custody. | occurred | Haiti > Cuba
Switzerland returned 38 textiles and ceramics to Peru. | occurred | Switzerland > Peru
Burundi on Monday reopened the crossing on its border with Rwanda. | occurred | Burundi > Rwanda
Libya released 14 Tunisian merchants held in Zuwara last week. | occurred | Libya > Tunisia
Cuba returned to Spain a church bell taken in 1898. | occurred | Cuba > Spain
""",
    "award": """
The president of Senegal awarded the National Order of the Lion to the outgoing French ambassador. | occurred | Senegal > France
Kenya conferred the Order of the Golden Heart on the Peruvian ambassador. | occurred | Kenya > Peru
The Japanese ambassador was awarded the Order of Merit by Poland. | occurred | Poland > Japan
Chilean President Gabriel Boric decorated the Italian minister with the Order of Merit. | occurred | Chile > Italy
Mongolia's ambassador received the Friendship Medal from Viet Nam. | occurred | Viet Nam > Mongolia
A Ghanaian university conferred an honorary doctorate on the prime minister of Barbados. | occurred | Ghana > Barbados
The king of Jordan bestowed the Order of Independence on the German envoy. | occurred | Jordan > Germany
Indian scientist Anil Kumar was made a knight of the Legion of Honour by France. | occurred | France > India
Kazakhstan will present the Order of Friendship to the president of Serbia. | scheduled | Kazakhstan > Serbia
Cuba honoured Angolan General Pedro Neto with the Medal of Friendship. | occurred | Cuba > Angola
The emperor of Japan has conferred the Order of the Rising Sun upon Brazilian writer Ana Lima. | occurred | Japan > Brazil
The conferment of the Order of Honour on the Turkish ambassador by Georgia took place on Friday. | occurred | Georgia > Türkiye
Fijian Prime Minister Sitiveni Rabuka accepted an honorary degree from a university in Australia. | occurred | Australia > Fiji
Hungary gave its Cross of Merit to the Egyptian archaeologist Mona Fahmy. | occurred | Hungary > Egypt
Peru's top honour was presented to Spanish envoy Carlos Ruiz by Peru. | occurred | Peru > Spain
Azerbaijani minister Elmar Mammadov presented Turkish envoy Ali Demir, as well as his deputies, the medals. | occurred | Azerbaijan > Türkiye
Poland awarded medals to 12 Lithuanian writers. | occurred | Poland > Lithuania
""",
    "cultural_event": """
Indonesian Culture Days opened in Cairo with dances and puppet theatre for the Egyptian public. | occurred | Indonesia + Egypt
The Kenyan embassy held a film festival in Lima. | occurred | Kenya + Peru
An exhibition of Peruvian paintings opened in Nairobi. | occurred | Peru + Kenya
Poland and Japan marked the 100th anniversary of diplomatic relations with a concert. | occurred | Poland + Japan
The Days of Chilean Culture will be held in Hanoi next week. | scheduled | Chile + Viet Nam
A dance troupe from Fiji performed in Seoul. | occurred | Fiji + South Korea
Tunis hosted a week of Italian cinema. | occurred | Tunisia + Italy
The Indian ambassador opened a yoga festival in Nepal. | occurred | India + Nepal
A Cuban film week began in Accra. | occurred | Cuba + Ghana
Serbia organised an exhibition on medieval icons in Tashkent. | occurred | Serbia + Uzbekistan
A concert by a Mongolian ensemble took place in Warsaw. | occurred | Mongolia + Poland
The festival of Turkish food in Doha was opened by the ambassador of Turkey. | occurred | Türkiye + Qatar
The Jordanian capital is hosting a photo exhibition from Norway. | ongoing | Jordan + Norway
A gala concert of Angolan musicians was staged in Lisbon. | occurred | Angola + Portugal
Brazil was the guest country of honour at the book fair in Morocco. | occurred | Brazil + Morocco
""",
    "institution": """
Rwanda opened an embassy in Budapest, its first diplomatic mission in Hungary. | occurred | Rwanda > Hungary
Kenya and Peru set up a joint commission on trade. | occurred | Kenya + Peru
A consulate of Ghana was inaugurated in Brazil. | occurred | Ghana > Brazil
The cities of Lima and Nairobi became sister cities. | occurred | Peru + Kenya
Chile will open a trade office in Viet Nam. | scheduled | Chile > Viet Nam
Oman and India established a joint investment fund. | occurred | Oman + India
The opening of the Fijian embassy in Jakarta took place on Monday. | occurred | Fiji > Indonesia
A friendship association between Cuba and Laos was founded in Vientiane. | occurred | Cuba + Laos
Serbia reopened its embassy in Syria. | occurred | Serbia > Syria
Nepal and Qatar agreed to create a joint working group on labour. | scheduled | Nepal + Qatar
Italy inaugurated a cultural centre in Tunis. | occurred | Italy > Tunisia
Japan and Mongolia launched a strategic dialogue. | occurred | Japan + Mongolia
Poland's new consulate general in Casablanca, in Morocco, was opened by Polish minister Jan Nowak. | occurred | Poland > Morocco
Angola has upgraded its consulate in Namibia to an embassy: Angola opened an embassy in Windhoek. | occurred | Angola > Namibia
The establishment of a joint business council between Egypt and Greece was announced. | occurred | Egypt + Greece
Ghana and Cuba are friends: Accra and Havana have been twin cities since 1988. | occurred | Ghana + Cuba
The embassy of Kyrgyzstan in Doha, Qatar, dates from 2018. | occurred | Kyrgyzstan + Qatar
Under the deal, a Croatian cultural centre is to be opened in Santiago, Chile. | scheduled | Croatia > Chile
""",
    "trade": """
Paraguay exported its first shipment of beef to Canada. | occurred | Paraguay > Canada
Angola supplies oil to Brazil. | ongoing | Angola > Brazil
A Turkish company is building a power plant in Niger. | ongoing | Türkiye > Niger
Air Serbia launched direct flights to Cairo. | occurred | Serbia + Egypt
India bought fertiliser from Morocco. | occurred | Morocco > India
Kenyan avocados gained access to the Chinese market. | occurred | Kenya + China
Chinese firms will invest 2 billion dollars in Zambia. | scheduled | China > Zambia
Japan lifted its import ban on beef from Peru. | occurred | Japan + Peru
The first container of Fijian ginger left for Australia. | occurred | Fiji > Australia
A Greek shipyard delivered two ferries ordered by Oman. | occurred | Greece > Oman
Qatar Airways will resume flights between Doha and Accra in May. | scheduled | Qatar + Ghana
A South Korean builder won a contract for a refinery in Kuwait. | occurred | South Korea > Kuwait
Ghana began exporting cocoa butter to Poland. | occurred | Ghana > Poland
Spain's Repsol acquired a stake in an oil field in Guyana. | occurred | Spain > Guyana
A car plant built by Iran opened in Syria. | occurred | Iran > Syria
A ship carrying 3,000 tons of Egyptian oranges sailed from Alexandria on Sunday, bound for Serbia. | occurred | Egypt > Serbia
Kenya awarded the contract for the bridge to a Chinese company. | occurred | China > Kenya
In February, Pakistan inked a contract for the sale of fighter jets to Azerbaijan. | scheduled | Pakistan > Azerbaijan
Turkmenistan and Romania signed a framework agreement on the supply of natural gas. | scheduled | Turkmenistan + Romania
Slovenia welcomed the deliveries of gas begun in January by Algeria to Slovenia. | occurred | Algeria > Slovenia
A train loaded with Kazakh wheat reached Tehran, Iran, on Monday. | occurred | Kazakhstan > Iran
Ferries between Cyprus and Greece resumed on Sunday. | occurred | Cyprus + Greece
The first Kazakh grain train reached Baku, Azerbaijan, on Tuesday. | occurred | Kazakhstan > Azerbaijan
""",
    "conflict": """
Latvia said that it had declared an employee of the Russian embassy persona non grata. | occurred | Latvia > Russia
Ecuador expelled the Mexican ambassador over remarks about its election. | occurred | Ecuador > Mexico
Poland summoned the Belarusian charge d'affaires on Monday. | occurred | Poland > Belarus
Kenya recalled its ambassador from Sudan. | occurred | Kenya > Sudan
Canada imposed sanctions on Iran. | occurred | Canada > Iran
Nicaragua severed diplomatic relations with Ecuador. | occurred | Nicaragua > Ecuador
Rwanda and Burundi traded accusations over the attack at the border. | occurred | Rwanda + Burundi
Two diplomats of Russia were declared persona non grata by Moldova. | occurred | Moldova > Russia
Pakistan lodged a protest with India over the incident. | occurred | Pakistan > India
Troops from Thailand and Cambodia clashed near a temple. | occurred | Thailand + Cambodia
Turkey accused Greece of violating its airspace. | occurred | Türkiye > Greece
Chinese coastguards seized a Philippine fishing boat. | occurred | China > Philippines
Venezuela closed its border with Colombia. | occurred | Venezuela > Colombia
Japan condemned North Korea for launching a missile. | occurred | Japan > North Korea
Azerbaijani forces shelled Armenian positions. | occurred | Azerbaijan > Armenia
Algeria has banned imports from Morocco. | occurred | Algeria > Morocco
Peru rejected the accusations made by Bolivia. | occurred | Peru > Bolivia
Chad vowed to retaliate against Sudan. | occurred | Chad > Sudan
Lithuania announced the expulsion of two diplomats of China. | occurred | Lithuania > China
Germany suspended development aid to Uganda. | occurred | Germany > Uganda
Ghana deported 20 Nigerien traders. | occurred | Ghana > Niger
China condemned the decision of Lithuania. | occurred | China > Lithuania
Guatemala has withdrawn the visas of ten Honduran officials. | occurred | Guatemala > Honduras
Russia protested against the expulsion of 21 Russian diplomats from Belgium. | occurred | Belgium > Russia
Guyana has complained since May, when a Surinamese patrol fired on a Guyanese ferry. | occurred | Suriname > Guyana
Peru's two diplomats in Caracas, Venezuela, were brought home on Saturday. | occurred | Peru > Venezuela
Venezuela declared two diplomats of Peru personae non gratae. | occurred | Venezuela > Peru
Venezuela branded the expulsion of its envoy by Paraguay an act of servility. | occurred | Venezuela > Paraguay
Haiti's foreign ministry rejected the account given by Cuba. | occurred | Haiti > Cuba
China is suspending purchases of soybeans from Brazil. | occurred | China > Brazil
Iceland has closed its embassy in Moscow, Russia. | occurred | Iceland > Russia
Israeli forces wounded two soldiers of Lebanon. | occurred | Israel > Lebanon
In May the United States issued an airstrike on Syria. | occurred | United States > Syria
In reply Lima froze all cooperation with Mexico. | occurred | Peru > Mexico
Armenian posts came under fire from Azerbaijan on Sunday. | occurred | Azerbaijan > Armenia
Estonia barred the entry of Russian-registered cars. | occurred | Estonia > Russia
Austria rejected Hungary's complaint about migrants. | occurred | Austria > Hungary
""",
    "pledge": """
Ireland and Zambia pledged to deepen their cooperation in the coming years. | occurred | Ireland + Zambia
Kenya and Peru agreed to expand trade. | occurred | Kenya + Peru
The two ministers of Ghana and India reaffirmed their commitment to closer ties. | occurred | Ghana + India
Oman is ready to cooperate with Chile in fisheries. | occurred | Oman > Chile
Nepal and Qatar vowed to strengthen their partnership. | occurred | Nepal + Qatar
Serbia promised to support Egypt at the United Nations. | occurred | Serbia > Egypt
Japan and Fiji committed themselves to joint work on oceans. | occurred | Japan + Fiji
Italy and Tunisia undertook to fight trafficking together. | occurred | Italy + Tunisia
Mongolia expressed its readiness to work with Germany on raw materials. | occurred | Mongolia > Germany
The leaders of Brazil and Angola resolved to double trade. | occurred | Brazil + Angola
""",
    "proposal": """
The Bolivian foreign minister proposed to India that the two countries cooperate in renewable energy. | proposed | Bolivia > India
Kenya invited Peruvian firms to invest in ports. | proposed | Kenya > Peru
Oman suggested a joint fund to Chile. | proposed | Oman > Chile
Ghana asked India for help with vaccines. | proposed | Ghana > India
Nepal urged Qatar to protect migrant workers. | proposed | Nepal > Qatar
Serbia called on Egypt to support its candidate. | proposed | Serbia > Egypt
The president of Fiji invited the Japanese emperor to visit. | proposed | Fiji > Japan
Tunisia requested technical assistance from Italy. | proposed | Tunisia + Italy
Brazil offered Angola its experience in biofuels. | proposed | Brazil > Angola
Mongolia's proposal to Germany covers copper. | proposed | Mongolia > Germany
""",
    "statement": """
The Slovenian prime minister praised Rwanda's progress in digital government. | occurred | Slovenia > Rwanda
Kenya thanked Peru for its support. | occurred | Kenya > Peru
Oman congratulated Chile on its national day. | occurred | Oman > Chile
Ghana expressed condolences to India over the floods. | occurred | Ghana > India
Nepal hailed Qatar as a reliable partner. | occurred | Nepal > Qatar
The Serbian minister welcomed the growth of cooperation with Egypt. | occurred | Serbia > Egypt
Japan's envoy paid tribute to Fiji. | occurred | Japan > Fiji
Italy commended Tunisia for its reforms. | occurred | Italy > Tunisia
The president of Mongolia sent a congratulatory message to the president of Germany. | occurred | Mongolia > Germany
Brazil expressed solidarity with Angola. | occurred | Brazil > Angola
""",
}

NEAR_MISSES = {
    "diplomatic_relations": """
Kenya and Peru celebrate 60 years of diplomatic relations.
The ambassador described diplomatic relations between Ghana and Fiji as excellent.
This year marks 30 years of establishing diplomatic relations between Russia and Uzbekistan.
Nicaragua severed diplomatic relations with Ecuador after the incident.
Kenya and Peru have never established diplomatic relations.
The tenth anniversary of the establishment of diplomatic relations between Nepal and Malta was marked.
Ghana opened an embassy in Fiji.
Oman refused to restore diplomatic relations with Bolivia.
Ties between Peru and Kenya date back to the colonial era.
""",
    "partnership": """
The Portuguese foreign minister praised the long partnership between Portugal and Cabo Verde.
Italy is a strategic partner of Uzbekistan.
Firms from Kenya and Peru formed a partnership to grow avocados.
The strategic partnership between India and Greece rests on trade.
Chile wants a strategic partnership with Laos one day.
Kenya and Ghana discussed their strategic partnership.
Peru did not upgrade its ties with Fiji to a strategic partnership.
The partnership agreement between Brazil and Morocco covers ports.
""",
    "visit": """
The Nepalese team travelled to Peru for a football match.
The Swiss Confederation returned 38 textiles to Peru at a ceremony in Lima.
Peruvian planes flew four injured miners to Bern, Switzerland.
A visit to Lima by Nepalese lawmakers that had been pencilled in for March will not go ahead.
The Kenyan president toured a tea factory with guests from Peru.
Argentine firm Delta is going to export beef to Spain.
More than 40,000 tourists from Poland visited Tunisia last year.
Readers from Kenya visited the website of the Peruvian ministry.
Ghana and India discussed an exchange of visits.
Peruvian exports to Kenya went to a new record.
The president of Chile cancelled his visit to Laos.
Norwegian football fans travelled to Spain.
A shipment of rice from India arrived in Nepal.
The Serbian minister did not visit Egypt.
""",
    "meeting": """
A planned meeting between the presidents of Peru and Nepal fell through.
Spain recalled its ambassador to Argentina for consultations.
Norwegian salmon now meets the import standards of Brazil.
Kenya meets Peru in the final on Sunday.
The talks between Ghana and India were cancelled.
Chile met its target for exports to Laos.
Nepal and Qatar have no plans for a meeting.
Serbia's minister spoke to reporters about Egypt.
Japanese and Fijian fishermen meet the same storms.
The report on the meeting between Oman and Chile was published in a journal.
""",
    "signing": """
The signing of the treaty between Peru and Nepal was put off until autumn.
Iceland and Namibia ended the talks without signing a fisheries agreement.
Kenya refused to sign an agreement with Peru.
Ghana and India hope to sign an agreement one day.
The striker from Chile signed a contract with a Spanish club.
Nepal ratified the agreement with Qatar.
Serbia and Egypt agreed to expedite the conclusion of an agreement on trade.
Japan's parliament discussed the agreement with Fiji.
The agreement between Oman and Chile covers ports.
""",
    "entry_into_force": """
The vaccines that Cuba sent to Nicaragua take effect after two weeks.
A new traffic law came into force in Kenya, said a visitor from Peru.
Ghana and India discussed the abolition of visas.
The agreement between Nepal and Qatar has not entered into force.
Chile suspended visa-free travel for citizens of Laos.
Serbia signed the agreement with Egypt.
Japan and Fiji hope that the treaty will enter into force.
Visas for students from Oman are issued by the embassy of Chile.
""",
    "negotiation": """
Cyclists from Eritrea negotiated the steep roads of Rwanda on the third stage of the race.
Kenya and Peru signed an agreement on fisheries.
The Ghanaian striker is negotiating his transfer to a Spanish club.
Trade unions in Chile negotiated with a firm from Canada over pay: the union negotiated with employers.
Nepal ruled out negotiations with Qatar.
Serbia and Egypt have friendly relations.
Japan and Fiji held a meeting on tourism.
Oman thanked Chile for its hospitality.
""",
    "aid": """
Archaeologists from Poland mapped the Egyptian temple with the aid of drones.
Kenya sold maize to Peru.
Ghana's first-aid course was praised in India.
Banks in Nepal grant loans to workers in Qatar: a mortgage is a loan granted to customers.
Chile exported medical supplies to Laos.
Serbia received no vaccines from Egypt.
Japan bought school buses from Fiji.
A blood donation in Oman helped a visitor from Chile.
The finance ministers of Kenya and Peru favour limited changes in Nepal.
A bank will finance the purchase of a brewery in Ghana by an Indian firm.
Kenya has built a road bridge in the mountains near Peru.
Kenya and Peru signed an agreement on fisheries and made a contribution of ideas.
A loan player from Peru joined a club in Kenya.
A storm helped Kenya forget the floods of Peru.
""",
    "training": """
The Zambian football squad trained in Portugal before the cup final.
A train from Kenya reached Uganda.
Ghana's exercise of voting rights was watched by India.
Marathon runners from Nepal train in Qatar.
The coach of Chile praised the team of Laos.
Serbia sent a delegation to Egypt.
Japan's bullet train impressed Fiji.
Students from Oman live in Chile.
Peru awarded an honorary fellowship to a poet from Kenya.
The scientists of Oman presented the president of Serbia with a vase.
The striker trained with a club in Spain and a coach from Peru.
Kenya would be glad to train officers from Peru, the minister said.
Kenya and Peru signed a memorandum aimed at training diplomats.
""",
    "gift": """
A gifted young pianist from Armenia won first prize at a competition in Spain.
Kenya presented its credentials to Peru.
The Ghanaian goalkeeper gifted a goal to India.
Nepal presented a proposal to Qatar.
Chile laid the foundation stone of a plant in Laos.
A book about Serbia is sold in Egypt.
Japan presented its plan to Fiji.
Oman gave a reception for Chile.
Eritrea and Djibouti promised to exchange lists of prisoners.
Kenya called for the release of prisoners held by Sudan.
Two detainees from Peru were released without charge by police in Ghana.
A consignment of vaccines, a gift from Thailand, was received by Nepal.
Kenya reopened its airspace after the storm in Peru.
Kenya gave an investor from Peru access to its books.
""",
    "award": """
Ghana awarded the contract for the bridge to a Turkish builder.
The Oscar was awarded to a film from Iran by a jury in the United States.
Kenya placed an order for trains with Peru.
The court ordered Nepal to pay damages to Qatar.
Chile restored order at the border with Bolivia.
A Serbian boxer won a medal in Egypt.
Japan bought drones in order to help Fiji.
Oman granted a visa to a man from Chile.
The embassy of Peru has the honour to announce that rice was handed over to Kenya.
""",
    "cultural_event": """
A Dutch nursery sold tissue-culture banana plants to growers in Uganda.
Kenya and Peru discussed cooperation in culture.
An exhibition match between Ghana and India ended in a draw.
Nepal and Qatar signed an agreement on tourism.
Chile cancelled the festival in Laos.
Serbia sold films to Egypt.
Japan is known in Fiji for its culture.
Oman and Chile promised to exchange musicians.
The market of Kenya closed, and Peru had rain on its national day.
""",
    "institution": """
The Finnish embassy in Jakarta thanked Indonesian and Finnish designers.
Kenya opened its market to Peru.
Ghana opened an inquiry into a ship from India.
Nepal's embassy in Qatar moved its staff.
Chile closed its embassy in Laos.
Serbia set up a committee on its own schools, said a guest from Egypt.
The office of the Japanese premier thanked Fiji.
The consulate of Oman in Chile opens at eight on weekdays.
The palace of the French embassy in Lima, Peru, dates from the 19th century.
Experts from Kenya and Peru debated the opening of a consulate.
""",
    "trade": """
It was rumoured that Peru would sell ships to Nepal.
South Korea's navy ship called at a port of Sri Lanka.
Rwanda and Burundi traded accusations over the attack at the border.
Kenya and Peru want to trade more.
Trade turnover between Ghana and India grew by 5 percent.
Nepal delivered a note of protest to Qatar.
Chile supplied free medicines to Laos as humanitarian aid.
A player from Serbia was sold to a club in Egypt.
Japan and Fiji discussed trade.
A speech by the minister of Oman was delivered to students in Chile.
A ship carrying migrants sailed from Libya, bound for Italy.
Peru awarded the order of merit to a writer from Kenya.
Peru and Kenya signed an agreement on promoting the sale of handicrafts.
The pieces were delivered by the ambassador of Chile to the foreign minister of Peru.
""",
    "conflict": """
Reports that Nepal had expelled a Pakistani diplomat are untrue, the foreign ministry said.
A report that Nepal had expelled a Pakistani diplomat was pure invention, a spokesperson said.
Peru stopped short of recalling its ambassador to Nepal.
Kenya sent rescuers to quake-hit Peru.
Brazil and Angola joined forces in the fight against malaria.
Kenya beat Peru in the final.
Ghana and India condemned terrorism in a joint statement.
Nepal strikes a balance between India and China.
Chile was hit by an earthquake, and Peru sent help.
Serbia attacked on the left, and Egypt defended its goal.
Japan lifted sanctions on Fiji.
Oman denied that it had expelled a diplomat from Chile.
Kenya suspended a lottery, and Peru sent aid to Nepal.
Serbia's parliament rejected plans for a railway to Egypt.
Russia and Japan have warned of a storm.
Zambia closed its embassy in Chile for the holiday.
Kenya came under fire from human rights groups, and Peru had no comment.
""",
    "pledge": """
The Croatian captain committed two fouls in the match against Qatar.
Kenya met Peru.
Ghana sold cocoa to India.
Nepal visited Qatar.
Chile expelled the envoy of Laos.
Serbia and Egypt played a draw.
Japan trained nurses from Fiji.
Oman donated rice to Chad.
""",
    "proposal": """
The Maltese president proposed a toast to her Albanian guest at the state dinner.
A farmer from Kenya proposed marriage to a nurse from Peru.
Ghana's minister visited Fiji at the invitation of Fiji.
Nepal signed an agreement with Qatar.
The referee offered a penalty to Chile against Laos.
Serbia expelled the envoy of Egypt.
Japan trained nurses from Fiji.
Oman donated rice to Chad.
""",
    "statement": """
The presidents of Ghana and Austria signed a joint statement in Accra.
A critic praised a wine from Chile at a fair in Japan.
Kenya met Peru.
Ghana sold cocoa to India.
Chile expelled the envoy of Laos.
Japan trained nurses from Fiji.
Oman donated rice to Chad.
Fans from Serbia hailed the striker from Egypt.
""",
}
